package provider

import (
	"fmt"
	"sync"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// messageCalls counts the calls that this command's plans need for the messages of each thread. Each message is planned
// by itself, so only the count shows that an apply takes long.
type messageCalls struct {
	mu      sync.Mutex
	threads map[string]int // by id; threads whose ids are not known yet are counted together
}

func newMessageCalls() *messageCalls { return &messageCalls{threads: map[string]int{}} }

// plan counts one call, and warns when it is the first that makes the apply take long. Further warnings would only
// repeat it.
func (c *messageCalls) plan(threadID types.String, diags *diag.Diagnostics) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.threads[threadID.ValueString()]++
	count := c.threads[threadID.ValueString()]
	if client.ShortestMessageTime(count) <= longChange || client.ShortestMessageTime(count-1) > longChange {
		return
	}
	thread, hedge := "thread "+threadID.ValueString(), ""
	if threadID.IsUnknown() {
		thread, hedge = "threads whose ids are not known yet", " That is so when they are all of one thread."
	}
	diags.AddAttributeWarning(path.Root("thread_id"), "Sending the messages takes a while", fmt.Sprintf(
		"This plan sends, edits or deletes more than %d messages of %s. The service allows 10 such calls in 10 seconds and "+
			"30 in a minute for each thread, so the apply takes more than a minute, and two seconds for each further message.%s",
		count-1, thread, hedge))
}
