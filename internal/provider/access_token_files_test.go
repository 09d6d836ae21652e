package provider

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-testing/echoprovider"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// jwtForm matches a token, which is a JWT.
var jwtForm = regexp.MustCompile(`eyJ[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}\.[0-9A-Za-z_-]{10,}`)

// tokensIn returns the files of Terraform below a directory that hold a token. It looks into the archives that plans are too.
func tokensIn(t *testing.T, dir string) (searched, holding []string) {
	t.Helper()
	search := func(name string, content []byte) {
		searched = append(searched, name)
		if jwtForm.Match(content) {
			holding = append(holding, name)
		}
	}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		search(filepath.Base(path), content)
		archive, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
		if errors.Is(err, zip.ErrFormat) {
			return nil
		}
		must(t, err)
		for _, file := range archive.File {
			content, err := fs.ReadFile(archive, file.Name)
			must(t, err)
			search(filepath.Base(path)+":"+file.Name, content)
		}
		return nil
	})
	must(t, err)
	return searched, holding
}

// planFunc is a plan check made of a function.
type planFunc func() error

func (check planFunc) CheckPlan(_ context.Context, _ plancheck.CheckPlanRequest, resp *plancheck.CheckPlanResponse) {
	resp.Error = check()
}

// ephemeralStep is a step with the providers chat, user (the same one a second time) and echo.
func (s *testService) ephemeralStep(config string) resource.TestStep {
	return resource.TestStep{Config: config, ProtoV6ProviderFactories: map[string]func() (tfprotov6.ProviderServer, error){
		"chat": s.newServer, "user": s.withoutEnvironment().newServer, "echo": echoprovider.NewProviderServer(),
	}}
}

// withoutEnvironment is the service for a provider that has nothing but its provider block.
func (s *testService) withoutEnvironment() *testService {
	bare := *s
	bare.env = nil
	return &bare
}

// ephemeralCase runs steps on a Terraform that knows ephemeral resources.
func ephemeralCase(t *testing.T, s *testService, steps ...resource.TestStep) {
	t.Helper()
	acceptanceCase(t, s, resource.TestCase{Steps: steps,
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_10_0)}})
}

// TestAccAccessToken_isInNoFile logs a second provider in with the token, which makes a thread with it, and looks for the
// token in all that Terraform writes: the state, its backup, the plan file and the log of the working directory.
func TestAccAccessToken_isInNoFile(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TF_ACC_TEMP_DIR", dir)
	s := newTestService(t)
	ann := s.users(t, 1)[0]
	nowhere := func(file string) func() error {
		return func() error {
			searched, holding := tokensIn(t, dir)
			if !slices.Contains(searched, file) {
				return fmt.Errorf("%s is not among the files %q", file, searched)
			}
			if len(holding) > 0 {
				return fmt.Errorf("the token is in %q", holding)
			}
			return nil
		}
	}
	step := s.ephemeralStep(fmt.Sprintf(`
ephemeral "chat_access_token" "ann" { user_id = %q }
provider "user" {
  endpoint     = %q
  access_token = ephemeral.chat_access_token.ann.token
}
resource "chat_thread" "t" {
  provider = user
  topic    = "Made by Ann"
}`, ann, s.URL()))
	step.ConfigPlanChecks = resource.ConfigPlanChecks{
		PreApply:             []plancheck.PlanCheck{planFunc(nowhere("tfplan:tfplan"))},
		PostApplyPostRefresh: []plancheck.PlanCheck{planFunc(nowhere("terraform.tfstate"))},
	}
	expectService(&step, func() error {
		if by := s.onlyThread(t).CreatedBy; by != ann {
			return fmt.Errorf("the thread was created by %s, want %s, whom the token is for", by, ann)
		}
		return nil
	})
	ephemeralCase(t, s, step)
}

// TestAccAccessToken_searchFindsATokenInAFile shows that the search of TestAccAccessToken_isInNoFile does find what is there.
func TestAccAccessToken_searchFindsATokenInAFile(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TF_ACC_TEMP_DIR", dir)
	s := newTestService(t)
	step := s.ephemeralStep(fmt.Sprintf(`
ephemeral "chat_access_token" "ann" { user_id = %q }
provider "echo" { data = ephemeral.chat_access_token.ann.token }
resource "echo" "it" {}`, s.actingUser))
	expectService(&step, func() error {
		if _, holding := tokensIn(t, dir); !slices.Contains(holding, "terraform.tfstate") {
			return fmt.Errorf("the token is not found in the state, only in %q", holding)
		}
		return nil
	})
	ephemeralCase(t, s, step)
}

func TestAccAccessToken_forAUserOfTheSameApply(t *testing.T) {
	t.Parallel()
	s := newTestService(t)
	step := s.ephemeralStep(fmt.Sprintf(`
resource "chat_user" "ann" {}
ephemeral "chat_access_token" "ann" {
  user_id         = chat_user.ann.id
  revoke_on_close = true
}
provider "user" {
  endpoint     = %q
  access_token = ephemeral.chat_access_token.ann.token
}
resource "chat_thread" "t" {
  provider = user
  topic    = "Made by Ann"
}`, s.URL()))
	expectService(&step, func() error {
		ann := s.onlyThread(t).CreatedBy
		if ann == s.actingUser {
			return fmt.Errorf("the thread was created by the acting user, want the user of the token")
		}
		if len(s.Requests(emulator.OpRevokeTokens)) == 0 {
			return fmt.Errorf("the token was not revoked")
		}
		return nil
	})
	ephemeralCase(t, s, step)
}
