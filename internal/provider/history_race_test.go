//go:build race

package provider

// The race detector makes a history ten times as slow, and finds its races in the first ones.
const (
	defaultHistories = 40
	killEvery        = 8 // calls
)
