package chatservice_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/url"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/chattest/chatservice"
)

// start starts a service for an example; a test calls chatservice.New(t) instead, and need not close it.
func start(opts ...chatservice.Option) (chat *chatservice.Service, stop func()) {
	chat, err := chatservice.Start(opts...)
	if err != nil {
		log.Fatal(err)
	}
	return chat, func() {
		if err := chat.Close(); err != nil {
			log.Fatal(err)
		}
	}
}

// call is what an application does: it calls the chat API with a token, and returns the status.
func call(chat *chatservice.Service, token, method, path, body string) string {
	address := chat.URL() + path + "?api-version=2025-03-15"
	request, err := http.NewRequestWithContext(context.Background(), method, address, bytes.NewBufferString(body))
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+token)
	request.Header.Set("Content-Type", "application/json")
	response, err := chat.Client().Do(request)
	if err != nil {
		return "no response"
	}
	defer response.Body.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		return "half a response"
	}
	return response.Status
}

// login returns a token of the user that every service has.
func login(chat *chatservice.Service) string {
	token, err := chat.IssueToken(context.Background(), chat.ActingUser())
	if err != nil {
		log.Fatal(err)
	}
	return token
}

func ExampleStart() {
	chat, err := chatservice.Start()
	if err != nil {
		log.Fatal(err)
	}
	defer chat.Close()
	endpoint, err := url.Parse(chat.URL())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(endpoint.Scheme, endpoint.Hostname())
	// Output: http 127.0.0.1
}

func ExampleService_Threads() {
	chat, stop := start()
	defer stop()
	fmt.Println(call(chat, login(chat), "POST", "/chat/threads", `{"topic":"Tea","metadata":{"room":"2"}}`))
	threads, err := chat.Threads(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(threads[0].Topic, threads[0].Metadata)
	// Output:
	// 201 Created
	// Tea map[room:2]
}

func ExampleService_Messages() {
	chat, stop := start(chatservice.WithSeed([]byte(`{"users":["anna"],"threads":[
		{"id":"19:tea@thread.v2","topic":"Tea","created_by":"anna","messages":[{"sender_id":"anna","content":"Hello"}]}]}`)))
	defer stop()
	messages, err := chat.Messages(context.Background(), "19:tea@thread.v2")
	if err != nil {
		log.Fatal(err)
	}
	for _, message := range messages {
		fmt.Println(message.Type, message.Content)
	}
	// Output:
	// text Hello
	// topicUpdated Tea
	// participantAdded
}

func ExampleService_Members() {
	chat, stop := start(chatservice.WithSeed([]byte(`{"users":["anna","ben"],"threads":[
		{"id":"19:tea@thread.v2","topic":"Tea","created_by":"anna","members":[{"user_id":"ben","display_name":"Ben"}]}]}`)))
	defer stop()
	members, err := chat.Members(context.Background(), "19:tea@thread.v2")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(members[1].DisplayName, members[1].UserID == chat.UserID("ben"))
	// Output: Ben true
}

func ExampleService_InjectFault() {
	chat, stop := start()
	defer stop()
	chat.InjectFault(chatservice.Fault{
		Operation: chatservice.OpCreateThread, Nth: 2,
		Status: http.StatusTooManyRequests, Header: http.Header{"Retry-After": {"1"}},
	})
	token := login(chat)
	for range 3 {
		fmt.Println(call(chat, token, "POST", "/chat/threads", `{"topic":"Tea"}`))
	}
	// Output:
	// 201 Created
	// 429 Too Many Requests
	// 201 Created
}

func ExampleService_Requests() {
	chat, stop := start()
	defer stop()
	token := login(chat)
	call(chat, token, "POST", "/chat/threads", `{"topic":""}`)
	call(chat, token, "POST", "/chat/threads", `{"topic":"Tea"}`)
	for _, request := range chat.Requests(chatservice.OpCreateThread) {
		fmt.Println(request.Method, request.Path, string(request.Body), request.Status, request.UserID == chat.ActingUser())
	}
	// Output:
	// POST /chat/threads {"topic":""} 400 true
	// POST /chat/threads {"topic":"Tea"} 201 true
}

func ExampleService_IssueToken() {
	chat, stop := start()
	defer stop()
	token, err := chat.IssueToken(context.Background(), chat.ActingUser(), "voip")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(call(chat, token, "GET", "/chat/threads", ""))
	// Output: 403 Forbidden
}

func ExampleClock_Advance() {
	chat, stop := start()
	defer stop()
	token := login(chat)
	fmt.Println(call(chat, token, "GET", "/chat/threads", ""))
	chat.Clock().Advance(25 * time.Hour)
	fmt.Println(call(chat, token, "GET", "/chat/threads", ""))
	// Output:
	// 200 OK
	// 401 Unauthorized
}

func ExampleWithSeed() {
	chat, stop := start(chatservice.WithSeed([]byte(`{"users":["anna"],"threads":[{"topic":"Tea","created_by":"anna"}]}`)))
	defer stop()
	threads, err := chat.Threads(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(threads[0].Topic, threads[0].CreatedBy == chat.UserID("anna"))
	// Output: Tea true
}

func ExampleWithChoice() {
	chat, stop := start(chatservice.WithChoice("error-envelope", "bare"))
	defer stop()
	call(chat, login(chat), "GET", "/chat/threads/19:nothing@thread.v2", "")
	fmt.Println(string(chat.Requests()[0].ResponseBody))
	// Output: {"Code":"NotFound","Message":"The specified thread id was not found."}
}

func ExampleWithAnyAPIVersion() {
	chat, stop := start(chatservice.WithAnyAPIVersion())
	defer stop()
	request, err := http.NewRequestWithContext(
		context.Background(),
		http.MethodGet,
		chat.URL()+"/chat/threads?api-version=2030-01-01-preview",
		nil,
	)
	if err != nil {
		log.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+login(chat))
	response, err := chat.Client().Do(request)
	if err != nil {
		log.Fatal(err)
	}
	defer response.Body.Close()
	fmt.Println(response.Status)
	// Output: 200 OK
}

func ExampleWithTLS() {
	chat, stop := start(chatservice.WithTLS())
	defer stop()
	fmt.Println(chat.URL()[:8], call(chat, login(chat), "GET", "/chat/threads", ""))
	// Output: https:// 200 OK
}

func ExampleWithLimits() {
	chat, stop := start(chatservice.WithLimits())
	defer stop()
	token := login(chat)
	for range 10 {
		call(chat, token, "POST", "/chat/threads", `{"topic":"Tea"}`)
	}
	fmt.Println(call(chat, token, "POST", "/chat/threads", `{"topic":"Tea"}`))
	fmt.Println(chat.Requests()[10].ResponseHeader.Get("Retry-After") != "")
	// Output:
	// 429 Too Many Requests
	// true
}
