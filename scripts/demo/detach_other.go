//go:build !unix

package main

import "os/exec"

// detach does nothing where process groups work another way.
func detach(*exec.Cmd) {}
