package client

import (
	"flag"
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

var update = flag.Bool("update", false, "write the measured table into the performance guide")

const (
	guide      = "../../templates/guides/performance.md"
	tableStart = "<!-- The table is written by `make bench`. -->\n"
	tableEnd   = "<!-- End of the table. -->\n"

	terraformParallelism = 10 // its default
	participantsPerPage  = 100
	worthwhile           = 1.2 // how many times the floor the work may take
)

// typical is how long the service typically takes, from recorded traffic; what is not recorded is taken to be like its
// nearest relative.
func typical(op emulator.Operation) time.Duration {
	switch op {
	case emulator.OpCreateThread:
		return 570 * time.Millisecond
	case emulator.OpGetThread:
		return 95 * time.Millisecond
	case emulator.OpListThreads, emulator.OpListParticipants:
		return 200 * time.Millisecond
	case emulator.OpDeleteThread:
		return 300 * time.Millisecond
	case emulator.OpIssueToken:
		return 0 // one a command; not part of what is compared
	default:
		return 250 * time.Millisecond // add and remove participants, send message
	}
}

// job is one kind of work on a thread or many, done by two clients.
type job struct {
	name string
	// prepare makes what the work begins with, unmeasured and without limits.
	prepare func(*stage)
	// ours does the work as the provider does it; naive makes one call a resource.
	ours, naive func(*stage)
	// floor is the least time that the documented limits and ten resources at a time allow.
	floor time.Duration
}

// stage is where a job is done.
type stage struct {
	t       *testing.T
	service *service
	client  *Client // a new one, as in a new command
	naive   *naiveClient
	users   []string // that the work is about
	threads []string
}

// newThread makes a thread for n users with the first of them as its members.
func (s *stage) newThread(n, membersThere int) {
	s.users = s.users[:n]
	c := s.service.client(s.t)
	s.threads = []string{s.service.thread(s.t, c)}
	_, err := c.AddMembers(s.t.Context(), s.threads[0], members(s.users[:membersThere]...))
	noErrors(s.t, []error{err})
}

// each works on ten elements at a time. The workers do not start in the same instant, so that every run is the same.
func (s *stage) each(elements []string, do func(string) error) {
	started := make(chan time.Duration, terraformParallelism)
	for i := range terraformParallelism {
		started <- time.Duration(i) * time.Millisecond
	}
	close(started)
	noErrors(s.t, parallel(terraformParallelism, elements, func(e string) error {
		pass(<-started)
		return do(e)
	}))
}

// schedule returns how long so many calls take at least, with so many at a time and within limits of one lane.
func schedule(calls, atATime int, latency time.Duration, limits []limit) time.Duration {
	starts := make([]time.Duration, calls)
	for i := range starts {
		if i >= atATime {
			starts[i] = starts[i-atATime] + latency
		}
		for _, l := range limits {
			if i >= l.max {
				starts[i] = max(starts[i], starts[i-l.max]+l.window)
			}
		}
	}
	return starts[calls-1] + latency
}

func jobs() []job {
	add, list := typical(emulator.OpAddParticipants), typical(emulator.OpListParticipants)
	membership := []limit{{max: 10, window: 10 * time.Second}, {max: 30, window: time.Minute}}
	var all []job
	for _, n := range []int{50, 249} {
		waves := (n + terraformParallelism - 1) / terraformParallelism
		all = append(all, job{
			name:    fmt.Sprintf("add %d members, a resource each", n),
			prepare: func(s *stage) { s.newThread(n, 0) },
			ours: func(s *stage) {
				s.each(s.users, func(u string) error {
					if _, found, err := s.client.FindMember(s.t.Context(), s.threads[0], u); found || err != nil {
						return fmt.Errorf("before it is added, a member is found: %t, %w", found, err)
					}
					return s.client.AddMember(s.t.Context(), s.threads[0], Member{UserID: u})
				})
			},
			naive: func(s *stage) { s.each(s.users, s.naive.add(s.threads[0])) },
			floor: list + schedule(waves, 1, add, membership), // one look at who is there, then a call for each ten
		})
	}
	all = append(all, job{
		name:    "create a thread with 249 members inline",
		prepare: func(s *stage) { s.users = s.users[:249] },
		ours: func(s *stage) {
			created, _, err := s.client.CreateThread(s.t.Context(), NewThread{Topic: "x", Members: members(s.users[:MaxMembersPerCall]...)})
			noErrors(s.t, []error{err})
			_, err = s.client.AddMembers(s.t.Context(), created.ID, members(s.users[MaxMembersPerCall:]...))
			noErrors(s.t, []error{err})
		},
		naive: func(s *stage) {
			id := s.naive.createThread()
			noErrors(s.t, parallel(1, s.users, s.naive.add(id)))
		},
		floor: typical(emulator.OpCreateThread) + add,
	})
	for _, n := range []int{50, 249} {
		pages := (n + 1 + participantsPerPage - 1) / participantsPerPage
		all = append(all, job{
			name:    fmt.Sprintf("refresh %d members, a resource each", n),
			prepare: func(s *stage) { s.newThread(n, n) },
			ours: func(s *stage) {
				s.each(s.users, func(u string) error { _, _, err := s.client.FindMember(s.t.Context(), s.threads[0], u); return err })
			},
			naive: func(s *stage) { s.each(s.users, s.naive.readMember(s.threads[0])) },
			floor: time.Duration(pages) * list,
		})
	}
	return append(all, job{
		name:    "refresh a thread with 249 members inline",
		prepare: func(s *stage) { s.newThread(249, 249) },
		ours: func(s *stage) {
			_, err := s.client.GetThread(s.t.Context(), s.threads[0])
			noErrors(s.t, []error{err})
			_, err = s.client.ListMembers(s.t.Context(), s.threads[0])
			noErrors(s.t, []error{err})
		},
		naive: func(s *stage) {
			noErrors(s.t, []error{s.naive.readThread(s.threads[0]), s.naive.readMember(s.threads[0])(s.users[0])})
		},
		floor: typical(emulator.OpGetThread) + 3*list,
	}, job{
		name:    "refresh 300 threads",
		prepare: func(s *stage) { s.threads = s.service.manyThreads(s.t, s.service.client(s.t), 300) },
		ours: func(s *stage) {
			s.each(s.threads, func(id string) error { _, err := refreshed(s.t.Context(), s.client, s.threads, id); return err })
		},
		naive: func(s *stage) { s.each(s.threads, s.naive.readThread) },
		floor: 3 * typical(emulator.OpListThreads), // a hundred threads a page
	}, job{
		name:    "create 100 threads",
		prepare: func(*stage) {},
		ours: func(s *stage) {
			s.each(numbered(100, "topic %d"), func(topic string) error {
				_, _, err := s.client.CreateThread(s.t.Context(), NewThread{Topic: topic})
				return err
			})
		},
		naive: func(s *stage) {
			s.each(numbered(100, "topic %d"), func(string) error { s.naive.createThread(); return nil })
		},
		floor: schedule(100, terraformParallelism, typical(emulator.OpCreateThread), []limit{{max: 10, window: 10 * time.Second}}),
	}, job{
		name:    "send 100 messages to a thread",
		prepare: func(s *stage) { s.newThread(0, 0) },
		ours: func(s *stage) {
			s.each(numbered(100, "message %d"), func(content string) error {
				_, err := s.client.SendMessage(s.t.Context(), s.threads[0], "", NewMessage{Content: content})
				return err
			})
		},
		naive: func(s *stage) { s.each(numbered(100, "message %d"), s.naive.send(s.threads[0])) },
		floor: schedule(100, terraformParallelism, typical(emulator.OpSendMessage), membership), // the limits are the same
	}, job{
		name:    "destroy a thread and 249 members, a resource each",
		prepare: func(s *stage) { s.newThread(249, 249) },
		ours: func(s *stage) {
			s.each(s.users, func(u string) error { return s.client.RemoveMember(s.t.Context(), s.threads[0], u) })
			noErrors(s.t, []error{s.client.DeleteThread(s.t.Context(), s.threads[0])})
		},
		naive: func(s *stage) {
			s.each(s.users, s.naive.remove(s.threads[0]))
			noErrors(s.t, []error{s.naive.deleteThread(s.threads[0])})
		},
		floor: schedule(249, terraformParallelism, add, membership) + typical(emulator.OpDeleteThread),
	}, job{
		name:    "destroy a thread with 249 members inline",
		prepare: func(s *stage) { s.newThread(249, 249) },
		ours:    func(s *stage) { noErrors(s.t, []error{s.client.DeleteThread(s.t.Context(), s.threads[0])}) },
		naive:   func(s *stage) { noErrors(s.t, []error{s.naive.deleteThread(s.threads[0])}) },
		floor:   typical(emulator.OpDeleteThread),
	})
}

// result is what one client needed for a job.
type result struct {
	calls   string // by operation
	refused int
	took    time.Duration
}

// run does a job once, on an emulator of its own that enforces the limits and answers as slowly as the service.
func (j job) run(t *testing.T, do func(*stage)) (r result) {
	t.Helper()
	s := newService(t, withLimits)
	users := s.newUsers(t, 249)
	synctest.Test(t, func(t *testing.T) {
		st := &stage{t: t, service: s, users: users}
		j.prepare(st)
		pass(2 * time.Minute) // nothing of the preparation counts any more
		s.ResetRequests()
		s.latency = func(req *http.Request) time.Duration { return typical(operationOf(req)) }
		st.client, st.naive = s.client(t), newNaiveClient(t, s)
		start := time.Now()
		do(st)
		r = result{calls: callsByOperation(s.Requests()), refused: s.refusals(), took: time.Since(start)}
	})
	return r
}

func callsByOperation(requests []emulator.Request) string {
	counts := map[emulator.Operation]int{}
	for _, r := range requests {
		counts[r.Operation]++
	}
	var parts []string
	for _, op := range []struct {
		emulator.Operation
		name string
	}{{emulator.OpCreateThread, "create"}, {emulator.OpAddParticipants, "add"}, {emulator.OpListParticipants, "list members"},
		{emulator.OpGetThread, "read thread"}, {emulator.OpListThreads, "list threads"}, {emulator.OpRemoveParticipant, "remove"},
		{emulator.OpDeleteThread, "delete"}, {emulator.OpSendMessage, "send"}} {
		if n := counts[op.Operation]; n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n, op.name))
		}
	}
	return strings.Join(parts, ", ")
}

func inWords(d time.Duration) string {
	if d < time.Minute {
		return fmt.Sprintf("%.1f s", d.Seconds())
	}
	d = d.Round(time.Second)
	return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
}

// The same work is done by this client and by one that makes one call a resource, in virtual time. What comes of it is
// the table of the performance guide.
func TestPerformance_isAsTheGuideSays(t *testing.T) {
	table := &strings.Builder{}
	fmt.Fprint(table, "| work | least possible | this provider | calls | refused | one call a resource | calls | refused |\n")
	fmt.Fprint(table, "|---|--:|--:|---|--:|--:|---|--:|\n")
	for _, j := range jobs() {
		ours, naive := j.run(t, j.ours), j.run(t, j.naive)
		fmt.Fprintf(table, "| %s | %s | **%s** | %s | %d | %s | %s | %d |\n", j.name, inWords(j.floor),
			inWords(ours.took), ours.calls, ours.refused, inWords(naive.took), naive.calls, naive.refused)
		equal(t, j.name+": refused calls", ours.refused, 0)
		if limit := time.Duration(worthwhile * float64(j.floor)); ours.took > limit {
			t.Errorf("%s took %v, which is more than %v times the floor of %v", j.name, ours.took, worthwhile, j.floor)
		}
	}
	t.Logf("\n%s", table)
	text, err := os.ReadFile(guide)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, found := strings.Cut(string(text), tableStart)
	said, after, ended := strings.Cut(rest, tableEnd)
	if !found || !ended {
		t.Fatalf("%s has no place for the table", guide)
	}
	if *update {
		text := before + tableStart + "\n" + table.String() + "\n" + tableEnd + after
		noErrors(t, []error{os.WriteFile(guide, []byte(text), 0o644)})
		return
	}
	equal(t, "the guide's table", strings.TrimSpace(said), strings.TrimSpace(table.String()))
}
