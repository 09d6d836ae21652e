package provider

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/terraform-exec/tfexec"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

// What a configuration of ten full threads takes at most, as a multiple of what it takes with a provider that does nothing.
const (
	fullThreads  = 10
	mostPlanning = 1.3
	mostApplying = 1.5
	measurements = 3 // of which the fastest counts
)

// BenchmarkThreads_fullOfMembers has a real Terraform plan and apply ten threads with 249 members each, with this provider and
// with one that has the same map and does nothing, and fails when the difference is too large.
func BenchmarkThreads_fullOfMembers(b *testing.B) {
	for _, name := range []string{"TF_LOG", "TF_LOG_SDK", "TF_LOG_PROVIDER"} { // a provider in this process would log each step
		b.Setenv(name, "off")
	}
	s := newTestService(b)
	configuration := fullOfMembers(s.users(b, client.MaxMembersPerThread-1))
	reference := newTerraform(b, configuration, providerserver.NewProtocol6WithError(idleProvider{}))
	provider := newTerraform(b, configuration, s.newServer)
	for b.Loop() {
		idle, ours := slowest(), slowest()
		for range measurements { // in turn, so that what else the machine does strikes both
			idle = idle.faster(measure(b, reference))
			ours = ours.faster(measure(b, provider))
		}
		b.ReportMetric(idle.plan.Seconds(), "idle-plan-s")
		b.ReportMetric(ours.plan.Seconds(), "plan-s")
		b.ReportMetric(idle.apply.Seconds(), "idle-apply-s")
		b.ReportMetric(ours.apply.Seconds(), "apply-s")
		wantRatio(b, "plan", ours.plan, idle.plan, mostPlanning)
		wantRatio(b, "apply", ours.apply, idle.apply, mostApplying)
	}
}

func wantRatio(b *testing.B, what string, took, baseline time.Duration, most float64) {
	b.Helper()
	ratio := took.Seconds() / baseline.Seconds()
	b.ReportMetric(ratio, what+"-ratio")
	if ratio > most {
		b.Errorf("%s took %s, %.2f times the %s of a provider that does nothing, want at most %.1f", what, took, ratio, baseline, most)
	}
}

// fullOfMembers is a configuration of ten threads with the same members.
func fullOfMembers(userIDs []string) string {
	return fmt.Sprintf(`
terraform {
  required_providers {
    chat = { source = "terraform-acs/chat" }
  }
}

locals { users = ["%s"] }

resource "chat_thread" "full" {
  count   = %d
  topic   = "Full"
  members = { for i, id in local.users : "member${i}" => { user_id = id, display_name = "Member" } }
}
`, strings.Join(userIDs, `", "`), fullThreads)
}

// durations are those of an apply that creates everything and of a plan that finds nothing to change.
type durations struct{ apply, plan time.Duration }

func slowest() durations { return durations{time.Hour, time.Hour} }

func (d durations) faster(other durations) durations {
	return durations{min(d.apply, other.apply), min(d.plan, other.plan)}
}

// measure applies, plans and destroys the configuration.
func measure(b *testing.B, terraform reattached) (d durations) {
	b.Helper()
	d.apply = took(b, func(ctx context.Context) error { return terraform.Apply(ctx, terraform.reattach) })
	d.plan = took(b, func(ctx context.Context) error {
		changes, err := terraform.Plan(ctx, terraform.reattach)
		if err == nil && changes {
			err = errors.New("the plan is not empty")
		}
		return err
	})
	took(b, func(ctx context.Context) error { return terraform.Destroy(ctx, terraform.reattach) })
	return d
}

func took(b *testing.B, run func(context.Context) error) time.Duration {
	b.Helper()
	start := time.Now()
	if err := run(b.Context()); err != nil {
		b.Fatal(err)
	}
	return time.Since(start)
}

// reattached is a Terraform whose provider runs in this process.
type reattached struct {
	*tfexec.Terraform
	reattach *tfexec.ReattachOption
}

func newTerraform(b *testing.B, configuration string, newServer func() (tfprotov6.ProviderServer, error)) reattached {
	b.Helper()
	path := os.Getenv("TF_ACC_TERRAFORM_PATH")
	if path == "" {
		b.Fatal("the benchmark needs Terraform or OpenTofu on PATH")
	}
	dir := b.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "main.tf"), []byte(configuration), 0o600); err != nil {
		b.Fatal(err)
	}
	terraform, err := tfexec.NewTerraform(dir, path)
	if err != nil {
		b.Fatal(err)
	}
	server, err := newServer()
	if err != nil {
		b.Fatal(err)
	}
	result := reattached{terraform, tfexec.Reattach(serve(b, server))}
	if err := terraform.Init(b.Context(), result.reattach); err != nil {
		b.Fatal(err)
	}
	return result
}

// serve serves a provider until the benchmark ends.
func serve(b *testing.B, server tfprotov6.ProviderServer) tfexec.ReattachInfo {
	b.Helper()
	ctx, stop := context.WithCancel(context.Background())
	configs, closed, served := make(chan *plugin.ReattachConfig, 1), make(chan struct{}), make(chan error, 1)
	go func() {
		served <- tf6server.Serve("registry.terraform.io/terraform-acs/chat", func() tfprotov6.ProviderServer { return server },
			tf6server.WithDebug(ctx, configs, closed), tf6server.WithoutLogStderrOverride())
	}()
	b.Cleanup(func() {
		stop()
		<-closed
		if err := <-served; err != nil {
			b.Error(err)
		}
	})
	config := <-configs
	info := tfexec.ReattachConfig{
		Protocol: string(config.Protocol), ProtocolVersion: config.ProtocolVersion, Pid: config.Pid, Test: true,
		Addr: tfexec.ReattachConfigAddr{Network: config.Addr.Network(), String: config.Addr.String()},
	}
	return tfexec.ReattachInfo{"registry.terraform.io/terraform-acs/chat": info, "registry.opentofu.org/terraform-acs/chat": info}
}
