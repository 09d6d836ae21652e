//go:build !race

package provider

const (
	defaultHistories = 300
	killEvery        = 1 // call
)
