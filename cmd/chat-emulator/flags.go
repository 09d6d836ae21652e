package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator"
)

// errHelp says that help was asked for and printed.
var errHelp = errors.New("help was printed")

const usage = `chat-emulator serves Azure Communication Services chat and identity on this machine.

  chat-emulator                             on port 8087, forgetting everything on exit
  chat-emulator -addr 127.0.0.1:0           on a free port
  chat-emulator -data chat.db               keeping the data for the next time

Listening
  -addr HOST:PORT      where to listen (default 127.0.0.1:8087; port 0 picks a free one)

Data and keys
  -data FILE           keep data and keys in this file (default: in memory)
  -access-key BASE64   the key that signs identity calls (default: the one in -data, or a random one)

Watching
  -access-log FILE     append one line of JSON a request; "-" is standard error
  -h                   this help
`

// flags are what the command line says.
type flags struct {
	addr      string
	dataFile  string
	accessKey string
	accessLog string
}

// parseFlags reads the command line. It prints the help to stdout and returns
// errHelp when that is what was asked for.
func parseFlags(arguments []string, stdout io.Writer) (flags, error) {
	var f flags
	set := flag.NewFlagSet("chat-emulator", flag.ContinueOnError)
	set.SetOutput(io.Discard)
	set.StringVar(&f.addr, "addr", "127.0.0.1:8087", "")
	set.StringVar(&f.dataFile, "data", "", "")
	set.StringVar(&f.accessKey, "access-key", "", "")
	set.StringVar(&f.accessLog, "access-log", "", "")
	err := set.Parse(arguments)
	switch {
	case errors.Is(err, flag.ErrHelp):
		_, err := io.WriteString(stdout, usage)
		return f, errors.Join(errHelp, err)
	case err != nil:
		return f, fmt.Errorf("%w (-h lists the flags)", err)
	case set.NArg() > 0:
		return f, fmt.Errorf("unexpected argument %q (-h lists the flags)", set.Arg(0))
	}
	return f, nil
}

// options returns the server's options, and what closes the files in them.
func (f flags) options() (emulator.Options, func() error, error) {
	options := emulator.Options{
		Addr: f.addr, DataFile: f.dataFile, AccessKey: f.accessKey, DiscardRequests: true,
	}
	closeFiles := func() error { return nil }
	switch f.accessLog {
	case "":
	case "-":
		options.AccessLog = os.Stderr
	default:
		file, err := os.OpenFile(f.accessLog, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
		if err != nil {
			return options, closeFiles, fmt.Errorf("opening the access log: %w", err)
		}
		options.AccessLog, closeFiles = file, file.Close
	}
	return options, closeFiles, nil
}
