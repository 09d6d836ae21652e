package provider

import (
	"regexp"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

const theUser = "chat_user.u"

func TestAccUser_isCreatedKeptAndDeleted(t *testing.T) {
	s := newTestService(t)
	const config = `resource "chat_user" "u" {}`
	acceptance(t, s,
		s.planned(theUser, plancheck.ResourceActionCreate, config, s.writes(emulator.OpCreateIdentity),
			attribute(theUser, "id", knownvalue.StringRegexp(regexp.MustCompile(`^8:acs:[0-9a-f-]{36}_[0-9a-f-]{36}$`)))),
		s.planned(theUser, plancheck.ResourceActionNoop, config, serviceCheck(func() error {
			return s.expectCalls(map[emulator.Operation]int{emulator.OpCreateIdentity: 0})
		})),
		resource.TestStep{ResourceName: theUser, ImportState: true, ImportStateVerify: true},
		resource.TestStep{PreConfig: s.ResetRequests, Config: config, Destroy: true},
	)
	if err := s.expectWrites(emulator.OpDeleteIdentity); err != nil {
		t.Error(err)
	}
}

func TestAccUser_deletedOutsideIsDestroyedAnyway(t *testing.T) {
	s := newTestService(t)
	acceptance(t, s,
		resource.TestStep{Config: `resource "chat_user" "u" {}`},
		before(resource.TestStep{Config: `resource "chat_user" "u" {}`, Destroy: true}, func() {
			users, err := s.Users(t.Context())
			must(t, err)
			for _, user := range users {
				if user != s.actingUser {
					must(t, s.clientAs(t, "").DeleteUser(t.Context(), user))
				}
			}
		}),
	)
}
