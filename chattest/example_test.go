package chattest_test

import (
	"fmt"
	"log"

	"github.com/terraform-acs/terraform-provider-chat/chattest"
)

// In a test, chattest.New(t) needs no Close, and resource.UnitTest takes the factories.
func ExampleStart() {
	chat, err := chattest.Start(chattest.WithLimits())
	if err != nil {
		log.Fatal(err)
	}
	defer chat.Close()
	for name := range chat.ProtoV6ProviderFactories() {
		fmt.Println(name)
	}
	fmt.Println(chat.Environment()["CHAT_USER_ID"] == chat.ActingUser())
	// Output:
	// chat
	// true
}
