package docs

import (
	"reflect"
	"testing"
)

func TestSteps_areWhatAReaderDoes(t *testing.T) {
	t.Parallel()
	const guide = "# A guide\n\nIn a second terminal:\n\n```sh\nchat-emulator\n```\n\nIt prints two `export` lines.\nRun them in the first one.\n\n" +
		"Save this as `main.tf`:\n\n```terraform\nresource \"chat_user\" \"ada\" {}\n```\n\nThen:\n\n```sh\nterraform init\nterraform apply\n```\n\n" +
		"```\nApply complete!\n```\n\nA resource looks like this:\n\n```terraform\nresource \"chat_user\" \"grace\" {}\n```\n"
	want := []Step{
		{Kind: StartInSecondTerminal, Text: "chat-emulator\n"},
		{Kind: RunExports},
		{Kind: WriteFile, File: "main.tf", Text: "resource \"chat_user\" \"ada\" {}\n"},
		{Kind: RunCommands, Text: "terraform init\nterraform apply\n"},
		{Kind: SeeOutput, Text: "Apply complete!\n"},
	}
	if got := Steps(guide); !reflect.DeepEqual(got, want) {
		t.Errorf("the steps are\n%+v\nwant\n%+v", got, want)
	}
}
