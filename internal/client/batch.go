package client

import (
	"context"
	"slices"
	"sync"
	"time"
)

// batch lets work of many callers travel together, such as the adds to one thread.
//
// A caller hands in items and waits until each has an outcome, which is its own. Items wait in order of arrival until
// the worker takes them, and what waits together goes together. A caller whose context ends takes back the items that
// still wait; for those on their way it stays graceAfterCancel longer, to learn what became of them. There is one
// worker at a time: it starts with the first item and ends when nothing waits. Its context lasts as long as any caller
// stays, so no caller's timeout cuts short the work of another.
type batch[T any] struct {
	size int // how many items go together at most
	// ready waits until items may go, and returns which of them, asked in order; an error only when the context ended.
	ready func(context.Context) (may func(T) bool, err error)
	// send does the work, and settles each item or puts it back. It follows each ready, though no item may be left.
	send func(context.Context, []*item[T])

	arrived chan struct{} // signals a new item

	mu      sync.Mutex
	waiting []*item[T]
	callers int
	stop    context.CancelFunc // ends the worker; nil when there is none
	ended   chan struct{}      // closed when the worker has ended; nil before the first one
	pace    pace
}

// item is one piece of work. The batch's lock guards its flags.
type item[T any] struct {
	value   T
	outcome chan error // takes one element
	refused error      // why it was put back last; nil if it was not
	left    bool       // its caller's context ended while it was on its way
	begun   bool       // part of the work is done, so the rest is not taken back
}

// values returns what the items carry.
func values[T any](items []*item[T]) []T {
	all := make([]T, len(items))
	for i, it := range items {
		all[i] = it.value
	}
	return all
}

// unsettled is the outcome of an item whose caller's context ended before there was one.
type unsettled struct {
	sent  bool // the item was on its way
	cause error
}

func (u unsettled) Error() string { return u.cause.Error() }
func (u unsettled) Unwrap() error { return u.cause }

func newBatch[T any](size int, ready func(context.Context) (func(T) bool, error),
	send func(context.Context, []*item[T])) *batch[T] {
	return &batch[T]{size: size, ready: ready, send: send, arrived: make(chan struct{}, 1)}
}

// do hands in items and returns the outcome of each: that which send gave it, the reason that it was put back for last,
// or unsettled. A caller in a hurry has all its items with it; any other may be one of many that come at the same time.
func (b *batch[T]) do(ctx context.Context, hurry bool, values ...T) []error {
	items := b.enter(ctx, hurry, values)
	defer b.exit()
	outcomes := make([]error, len(items))
	var late <-chan time.Time
	gone := ctx.Done()
	for i := 0; i < len(items); {
		select {
		case outcomes[i] = <-items[i].outcome:
			i++
		case <-gone:
			b.takeBack(ctx, items[i:])
			grace := time.NewTimer(graceAfterCancel)
			defer grace.Stop()
			gone, late = nil, grace.C
		case <-late:
			b.abandon(ctx, items[i:])
			late = nil
		}
	}
	return outcomes
}

func (b *batch[T]) enter(ctx context.Context, hurry bool, values []T) []*item[T] {
	items := make([]*item[T], len(values))
	for i, v := range values {
		items[i] = &item[T]{value: v, outcome: make(chan error, 1)}
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.waiting = append(b.waiting, items...)
	b.callers++
	b.pace.arrived(time.Now(), b.callers, hurry)
	if b.stop == nil {
		var worker context.Context
		worker, b.stop = context.WithCancel(context.WithoutCancel(ctx))
		before := b.ended
		b.ended = make(chan struct{})
		go b.work(worker, before, b.ended)
	}
	select {
	case b.arrived <- struct{}{}:
	default: // a signal is already there
	}
	return items
}

// exit ends the worker when the last caller leaves. The next caller starts another one.
func (b *batch[T]) exit() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.callers--
	if b.callers == 0 && b.stop != nil {
		b.stop()
		b.stop = nil
	}
}

// takeBack settles the items that still wait.
func (b *batch[T]) takeBack(ctx context.Context, items []*item[T]) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, it := range items {
		it.left = true
		if i := slices.Index(b.waiting, it); i >= 0 && !it.begun {
			b.waiting = slices.Delete(b.waiting, i, i+1)
			it.leave(ctx, false)
		}
	}
}

// abandon settles the items that are on their way, unless they have an outcome by now.
func (b *batch[T]) abandon(ctx context.Context, items []*item[T]) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, it := range items {
		it.leave(ctx, true)
	}
}

func (it *item[T]) leave(ctx context.Context, sent bool) {
	if it.refused != nil {
		it.settle(it.refused)
	} else {
		it.settle(unsettled{sent, ctx.Err()})
	}
}

// settle gives an item its outcome. The first one counts.
func (it *item[T]) settle(outcome error) {
	select {
	case it.outcome <- outcome:
	default:
	}
}

// putBack makes items wait again, before all others. An item whose caller left meanwhile has the reason as its outcome,
// unless part of its work is done.
func (b *batch[T]) putBack(items []*item[T], why func(T) (reason error, begun bool)) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var again []*item[T]
	for _, it := range items {
		if it.refused, it.begun = why(it.value); it.left && !it.begun {
			it.settle(it.refused)
		} else {
			again = append(again, it)
		}
	}
	b.waiting = append(again, b.waiting...)
}

// work sends items until none waits or the context ends, once the worker before has ended.
func (b *batch[T]) work(ctx context.Context, before, ended chan struct{}) {
	defer close(ended)
	if before != nil {
		<-before
	}
	for !b.finished(ctx) {
		may, err := b.ready(ctx)
		if err != nil {
			return
		}
		b.send(ctx, b.take(ctx, may))
	}
}

// finished reports whether the worker is done, which it is when nothing waits.
func (b *batch[T]) finished(ctx context.Context) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.pace.done(time.Now())
	if ctx.Err() != nil {
		return true
	}
	if len(b.waiting) > 0 {
		return false
	}
	b.stop()
	b.stop = nil
	return true
}

// view returns what waits, in order.
func (b *batch[T]) view() []T {
	b.mu.Lock()
	defer b.mu.Unlock()
	return values(b.waiting)
}

// take returns the next items that may go; none if the context ended, since then another worker takes them.
func (b *batch[T]) take(ctx context.Context, may func(T) bool) (taken []*item[T]) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if ctx.Err() != nil {
		return nil
	}
	b.pace.took(b.callers)
	b.waiting = slices.DeleteFunc(b.waiting, func(it *item[T]) bool {
		goes := len(taken) < b.size && may(it.value)
		if goes {
			taken = append(taken, it)
		}
		return goes
	})
	return taken
}

// gather waits for more items, as long as that pays: until as many callers wait as came together before, none has come
// for a while, or gatherMax has passed.
func (b *batch[T]) gather(ctx context.Context) {
	most := time.NewTimer(gatherMax)
	defer most.Stop()
	for {
		wait := b.wait()
		if wait <= 0 {
			return
		}
		quiet := time.NewTimer(wait)
		select {
		case <-b.arrived:
			quiet.Stop()
		case <-quiet.C:
			return
		case <-most.C:
			quiet.Stop()
			return
		case <-ctx.Done():
			quiet.Stop()
			return
		}
	}
}

// wait returns how long to wait for one more item; not at all when none waits or as many as go together.
func (b *batch[T]) wait() time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n := len(b.waiting); n == 0 || n >= b.size {
		return 0
	}
	return b.pace.wait(time.Now(), len(b.waiting))
}
