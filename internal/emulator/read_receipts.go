package emulator

import (
	"net/http"
	"strconv"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// maxAudience is the documented number of participants up to which a thread
// has read receipts and typing notifications.
const maxAudience = 20

func (s *Server) listReadReceipts(c *call) (response, error) {
	size, err := c.pageSize()
	if err != nil {
		return response{}, err
	}
	skip, _, err := c.number("skip", 0)
	if err != nil {
		return response{}, err
	}
	var receipts []store.ReadReceipt
	err = s.data.Update(c.Context(), func(tx store.Tx) error {
		thread, _, err := s.enterSmall(tx, c)
		if err != nil {
			return err
		}
		receipts, err = tx.ReadReceipts(thread.Key, skip, size+1)
		return err
	})
	if err != nil {
		return response{}, err
	}
	page := wirePage[wireReadReceipt]{Value: []wireReadReceipt{}}
	for _, receipt := range receipts[:min(size, len(receipts))] {
		page.Value = append(page.Value, wireReadReceipt{
			Sender: wireIdentity(receipt.UserID), MessageID: strconv.FormatInt(receipt.Message, 10), ReadOn: wireTime{receipt.ReadOn},
		})
	}
	if len(receipts) > size {
		page.NextLink = c.nextLink("/chat/threads/"+c.parameters["thread"]+"/readReceipts", "skip", strconv.Itoa(skip+size))
	}
	return response{status: http.StatusOK, body: page}, nil
}

func (s *Server) sendReadReceipt(c *call) (response, error) {
	var request wireReadReceiptRequest
	if err := c.decode(&request); err != nil {
		return response{}, err
	}
	err := s.data.Update(c.Context(), func(tx store.Tx) error {
		thread, member, err := s.enterSmall(tx, c)
		if err != nil {
			return err
		}
		message, err := findMessage(tx, request.MessageID, thread, member)
		if err != nil {
			return err
		}
		return tx.PutReadReceipt(&store.ReadReceipt{Thread: thread.Key, UserID: c.user, Message: message.ID, ReadOn: c.now})
	})
	return response{status: http.StatusOK}, err
}

// sendTyping checks the call and forgets it: whom it would notify listens on
// the service's real-time channel, which is not emulated.
func (s *Server) sendTyping(c *call) (response, error) {
	if err := c.decodeOptional(&wireTypingRequest{}); err != nil {
		return response{}, err
	}
	err := s.data.Update(c.Context(), func(tx store.Tx) error {
		_, _, err := s.enterSmall(tx, c)
		return err
	})
	return response{status: http.StatusOK}, err
}

// enterSmall is enter for the calls that need a thread of few participants
// while limits are enforced.
func (s *Server) enterSmall(tx store.Tx, c *call) (store.Thread, store.Member, error) {
	thread, member, err := enter(tx, c)
	if err != nil || !s.options.Limits {
		return thread, member, err
	}
	count, err := tx.CountMembers(thread.Key)
	if err == nil && count > maxAudience {
		err = forbidden("The thread has too many participants for this call.")
	}
	return thread, member, err
}
