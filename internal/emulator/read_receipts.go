package emulator

import (
	"net/http"
	"strconv"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// maxAudience is the documented number of participants up to which a thread has read receipts and typing notifications.
const maxAudience = 20

func (s *Server) listReadReceipts(tx *store.Tx, c *call) (response, error) {
	p, err := bySkip().read(c)
	if err != nil {
		return response{}, err
	}
	thread, _, err := s.asParticipantOfSmallThread(tx, c)
	if err != nil {
		return response{}, err
	}
	receipts, err := tx.ReadReceipts(thread.Key, p.skip(), p.size+1)
	if err != nil {
		return response{}, err
	}
	answer := trim(p, receipts, readReceiptOnWire)
	if len(receipts) > p.size {
		answer.NextLink = bySkip().link(c, []int64{int64(p.skip() + p.size)})
	}
	return response{status: http.StatusOK, body: answer}, nil
}

func readReceiptOnWire(receipt *store.ReadReceipt) wireReadReceipt {
	return wireReadReceipt{
		Sender: wireIdentity(
			receipt.UserID,
		), MessageID: strconv.FormatInt(receipt.Message, 10), ReadOn: wireTime{receipt.ReadOn},
	}
}

func (s *Server) sendReadReceipt(tx *store.Tx, c *call) (response, error) {
	var request wireReadReceiptRequest
	if err := c.decode(&request); err != nil {
		return response{}, err
	}
	thread, member, err := s.asParticipantOfSmallThread(tx, c)
	if err != nil {
		return response{}, err
	}
	message, err := findMessage(tx, request.MessageID, thread, member)
	if err != nil {
		return response{}, err
	}
	receipt := &store.ReadReceipt{Thread: thread.Key, UserID: c.user, Message: message.ID, ReadOn: c.now}
	return response{status: http.StatusOK}, tx.PutReadReceipt(receipt)
}

// refuseRealTime answers an SDK that asks where notifications come from. They use another protocol.
func (s *Server) refuseRealTime(*store.Tx, *call) (response, error) {
	return response{}, &refusal{status: http.StatusNotImplemented, code: "NotImplemented",
		message: "Real-time notifications are not emulated."}
}

// sendTyping checks the call and forgets it: whom it would notify listens on the service's real-time channel, which is
// not emulated.
func (s *Server) sendTyping(tx *store.Tx, c *call) (response, error) {
	if err := c.decodeOptional(&wireTypingRequest{}); err != nil {
		return response{}, err
	}
	_, _, err := s.asParticipantOfSmallThread(tx, c)
	return response{status: http.StatusOK}, err
}

// asParticipantOfSmallThread is asParticipant for the calls that need a thread of few participants while limits are
// enforced.
func (s *Server) asParticipantOfSmallThread(tx *store.Tx, c *call) (store.Thread, store.Member, error) {
	thread, member, err := asParticipant(tx, c)
	if err != nil || !s.options.Limits {
		return thread, member, err
	}
	count, err := tx.CountMembers(thread.Key)
	if err == nil && count > maxAudience {
		err = forbidden("The thread has too many participants for this call.")
	}
	return thread, member, err
}
