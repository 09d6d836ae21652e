package client

import "sync"

// perThread holds one T for each thread, created when it is first needed.
type perThread[T any] struct {
	create func(threadID string) *T

	mu   sync.Mutex
	byID map[string]*T
}

func newPerThread[T any](create func(threadID string) *T) *perThread[T] {
	return &perThread[T]{create: create, byID: map[string]*T{}}
}

func (p *perThread[T]) of(threadID string) *T {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.byID[threadID] == nil {
		p.byID[threadID] = p.create(threadID)
	}
	return p.byID[threadID]
}
