package provider

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// memberFailures are what an apply could not do.
type memberFailures []memberFailure

// memberFailure is one member that is not what was planned.
type memberFailure struct {
	member  memberElement
	summary string
	note    string // about this member
	detail  string // about all the members of the same failure
}

// The summaries of failures that mean something to the code.
const (
	notListed     = "Could not list the members of the thread"
	notAdded      = "A member was not added"
	notReadmitted = "A member was removed and not added again"
	isDifferent   = "The user is already a member of the thread"

	duplicateMember = "Duplicate member"
)

// failuresOf returns a failure for each of the members, which have the error in common.
func failuresOf(members memberMap, summary string, err error) memberFailures {
	note := ""
	var e *client.Error
	if errors.As(err, &e) && e.Kind == client.KindMemberRejected {
		note = strings.TrimSpace(": " + e.Code + " " + e.Message)
		common := *e
		common.Object, common.Target, common.Code, common.Message = "", "", "", ""
		err = &common
	}
	text := detail(err)
	if summary == notReadmitted {
		text = "The service changes a member only by removing it and adding it again, and adding failed: the member is no " +
			"longer in the thread. The next apply tries again.\n\n" + text
	}
	var failures memberFailures
	for _, m := range members {
		failures = append(failures, memberFailure{m, summary, note, text})
	}
	return failures
}

// differs is the failure of a member that joins and is there already with other attributes. It is adopted as it is:
// only the plan of a change or a removal may remove anyone.
func differs(m memberElement, actual client.Member) memberFailure {
	return memberFailure{m, isDifferent, " is there with " + describe(actual), "The service changes a member only by " +
		"removing it and adding it again, which the plan did not show. So this apply adopted the membership as it is. If " +
		"the apply also destroys the resource that managed it before, the member gets its new attributes then. Otherwise " +
		"the next plan shows the difference."}
}

// adopted returns the failures of members that are in the thread although they are not as planned, and the other
// failures.
func (fs memberFailures) adopted() (adopted, failed memberFailures) {
	for _, f := range fs {
		if f.summary == isDifferent {
			adopted = append(adopted, f)
		} else {
			failed = append(failed, f)
		}
	}
	return adopted, failed
}

// report adds an error for each reason, and a warning for those who are in the thread with other attributes.
func (fs memberFailures) report(diags *diag.Diagnostics) {
	adopted, failed := fs.adopted()
	adopted.each(func(at path.Path, summary, people, detail string, _ int) {
		diags.AddAttributeWarning(at, summary, people+"\n\n"+detail)
	})
	failed.each(func(at path.Path, summary, people, detail string, _ int) {
		diags.AddAttributeError(at, summary, people+"\n\n"+detail)
	})
}

// reportIncomplete is report after the creation of a resource of which something exists. An error would taint it, and
// the next apply would destroy it: the next plan shows who is missing instead.
func (fs memberFailures) reportIncomplete(of int, diags *diag.Diagnostics) {
	adopted, failed := fs.adopted()
	adopted.report(diags)
	failed.each(func(at path.Path, summary, people, detail string, n int) {
		diags.AddAttributeWarning(at, summary, fmt.Sprintf("This apply succeeded without %d of %d members:\n\n%s\n\nThe "+
			"next plan shows them as missing, and applying it tries again.\n\n%s", n, of, people, detail))
	})
}

// each calls report once for each reason, with the members that it concerns.
func (fs memberFailures) each(report func(at path.Path, summary, people, detail string, n int)) {
	type reason struct{ summary, detail string }
	grouped := map[reason]memberFailures{}
	var order []reason
	for _, f := range fs {
		why := reason{f.summary, f.detail}
		if grouped[why] == nil {
			order = append(order, why)
		}
		grouped[why] = append(grouped[why], f)
	}
	for _, why := range order {
		group := grouped[why]
		at := path.Root("members")
		if len(group) == 1 {
			at = group[0].member.path()
		}
		var lines []string
		for _, f := range group {
			lines = append(lines, f.member.title()+f.note)
		}
		report(at, why.summary, onLines(lines), why.detail, len(group))
	}
}

// maxListed is how many lines about members a diagnostic has.
const maxListed = 50

// onLines returns lines as a text, of which a long one is cut.
func onLines(lines []string) string {
	if more := len(lines) - maxListed; more > 0 {
		lines = append(lines[:maxListed:maxListed], fmt.Sprintf("and %d others", more))
	}
	return strings.Join(lines, "\n")
}
