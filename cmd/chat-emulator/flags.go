package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// errHelp says that help, or the version, was asked for and printed.
var errHelp = errors.New("help was printed")

const usage = `chat-emulator serves Azure Communication Services chat and identity on this machine.

  chat-emulator                             on port 8087, forgetting everything on exit
  chat-emulator -data chat.db               keeping the data for the next time
  chat-emulator -tls -tls-cert-out ca.pem   for the official SDKs, which insist on https
  chat-emulator -limits -latency            as strict and as slow as the service

Listening
  -addr HOST:PORT      where to listen (default 127.0.0.1:8087; port 0 picks a free one)
  -host NAME           a name of this machine in a network of containers, which the page and -admin then answer to
                       from other machines; may be repeated, the first is in the connection string
  -tls                 serve https with a certificate made for this run
  -tls-cert-out FILE   write that certificate here, for clients to trust (NODE_EXTRA_CA_CERTS=FILE,
                       SSL_CERT_FILE=FILE); without it, it is in a temporary file while the emulator runs
  -tls-cert FILE       serve https with this certificate (PEM) ...
  -tls-key FILE        ... and its key (PEM)

Data and keys
  -data FILE           keep data and keys in this file (default: in memory)
  -access-key BASE64   the key that signs identity calls (default: the one in -data, or a random one)
  -well-known          a fixed resource, access key and first user, so configurations can be written down once;
                       everybody can read the key in the sources
  -seed FILE           users, threads, members and messages to begin with, as JSON, unless -data has users
  -entra               let identity calls in with an Entra ID token; with -tls, an Entra ID is served too, and
                       what is printed on start logs the provider in with it

Web pages
  -cors ORIGIN,...     origins whose pages may call the service with a token, such as https://app.example;
                       "loopback" stands for those on this machine (the default), "*" for all, "" for none

Behaving like the service
  -limits              enforce the documented rate limits
  -latency             answer as slowly as the service typically does
  -any-api-version     take versions of the API that are not known for the newest, in place of refusing them
  -strict NAME=VALUE   what to answer in a case of which there is no recording; may be repeated

Watching and testing
  -access-log FILE     append one line of JSON a request, with its ids; "-" is standard error
  -admin HOST:PORT     serve an endpoint that makes calls fail, and seeds, exports and resets the data, without
                       asking who calls:
                       curl -H 'Content-Type: application/json' http://HOST:PORT/faults \
                         -d '{"operation":"SendMessage","status":429,"header":{"Retry-After":["2"]}}'
  -version             print the version
  -h                   this help

CHAT_EMULATOR_FLAGS in the environment holds flags that come before those of the command line.
`

// flags are what the command line says.
type flags struct {
	options    emulator.Options // as far as flags set them directly
	tls        bool
	tlsCertOut string
	tlsCert    string
	tlsKey     string
	accessLog  string
	seed       string
}

// errUsage says that the command line is wrong.
var errUsage = errors.New("-h lists the flags")

// errFlags says that flags do not go together.
var errFlags = fmt.Errorf("flags do not go together (%w)", errUsage)

// parseFlags reads the command line. It prints the help to stdout and returns errHelp when that is what was asked for.
func parseFlags(arguments []string, stdout io.Writer) (flags, error) {
	f := flags{options: emulator.Options{DiscardRequests: true, Choices: emulator.Choices{}}}
	set := flag.NewFlagSet("chat-emulator", flag.ContinueOnError)
	set.SetOutput(io.Discard) // usage says it better, and errors are returned
	set.StringVar(&f.options.Addr, "addr", "127.0.0.1:8087", "")
	set.StringVar(&f.options.DataFile, "data", "", "")
	set.Func("access-key", "", func(value string) error {
		if f.options.AccessKey = value; value == "" {
			return errors.New("an empty key would let everybody in")
		}
		return nil
	})
	set.Func("host", "", func(name string) error {
		f.options.Hosts = append(f.options.Hosts, name)
		return nil
	})
	set.StringVar(&f.options.AdminAddr, "admin", "", "")
	set.BoolVar(&f.options.WellKnown, "well-known", false, "")
	set.StringVar(&f.seed, "seed", "", "")
	printVersion := set.Bool("version", false, "")
	set.BoolVar(&f.options.EntraID, "entra", false, "")
	set.BoolVar(&f.options.Limits, "limits", false, "")
	set.BoolVar(&f.options.Latency, "latency", false, "")
	set.BoolVar(&f.options.AnyAPIVersion, "any-api-version", false, "")
	set.Func("strict", "", f.options.Choices.Set)
	set.Func("cors", "", func(value string) error {
		f.options.Origins = strings.FieldsFunc(value, func(r rune) bool { return r == ',' })
		return nil
	})
	set.BoolVar(&f.tls, "tls", false, "")
	set.StringVar(&f.tlsCertOut, "tls-cert-out", "", "")
	set.StringVar(&f.tlsCert, "tls-cert", "", "")
	set.StringVar(&f.tlsKey, "tls-key", "", "")
	set.StringVar(&f.accessLog, "access-log", "", "")
	err := set.Parse(arguments)
	switch {
	case errors.Is(err, flag.ErrHelp):
		_, err := io.WriteString(stdout, usage)
		return f, errors.Join(errHelp, err)
	case err != nil:
		return f, fmt.Errorf("%w (%w)", err, errUsage)
	case *printVersion:
		_, err := fmt.Fprintln(stdout, "chat-emulator", version)
		return f, errors.Join(errHelp, err)
	case set.NArg() > 0:
		return f, fmt.Errorf("unexpected argument %q (%w)", set.Arg(0), errUsage)
	}
	return f, f.check()
}

// check refuses flags that contradict each other.
func (f flags) check() error {
	switch {
	case (f.tlsCert == "") != (f.tlsKey == ""):
		return fmt.Errorf("%w: -tls-cert and -tls-key need each other", errFlags)
	case f.tlsCertOut != "" && f.tlsCert != "":
		return fmt.Errorf("%w: -tls-cert-out writes a generated certificate, but -tls-cert brings one", errFlags)
	case f.tlsCertOut != "" && !f.tls:
		return fmt.Errorf("%w: -tls-cert-out needs -tls", errFlags)
	}
	return nil
}
