// Command terraform-provider-chat is the Terraform provider for the chat of Azure Communication Services.
package main

import (
	"flag"
	"fmt"
	"log"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6/tf6server"

	"github.com/terraform-acs/terraform-provider-chat/internal/provider"
)

// version is set when a release is built.
var version = "dev"

func main() {
	debug := flag.Bool("debug", false, "print how Terraform can attach to this process, and wait for it: for debuggers")
	printVersion := flag.Bool("version", false, "print the version and exit")
	flag.Parse()
	if *printVersion {
		fmt.Println("terraform-provider-chat", version)
		return
	}
	if err := serve(*debug); err != nil {
		log.Fatal(err)
	}
}

// serve does what the framework's Serve does, except that go-plugin's lines keep to the log levels too.
func serve(debug bool) error {
	level, err := setLogLevels(debug)
	if err != nil {
		return err
	}
	logger := hclog.New(&hclog.LoggerOptions{Level: level, JSONFormat: true})
	options := []tf6server.ServeOpt{tf6server.WithGoPluginLogger(logger)}
	if debug {
		options = append(options, tf6server.WithManagedDebug())
	}
	newServer := func() tfprotov6.ProviderServer { return provider.NewServer(provider.New(version)()) }
	return tf6server.Serve("registry.terraform.io/terraform-acs/chat", newServer, options...)
}
