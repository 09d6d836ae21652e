package emulator

import (
	"net/http"
	"strconv"
	"time"

	"github.com/terraform-acs/terraform-provider-chat/internal/emulator/store"
)

// Documented limits.
const (
	maxParticipants = 250 // in a thread
	maxBatch        = 200 // in one create or add
)

func (s *Server) listParticipants(tx *store.Tx, c *call) (response, error) {
	p, err := bySkip().read(c)
	if err != nil {
		return response{}, err
	}
	thread, _, err := asParticipant(tx, c)
	if err != nil {
		return response{}, err
	}
	members, err := tx.Members(thread.Key, p.skip(), p.size+1)
	if err != nil {
		return response{}, err
	}
	answer := trim(p, members, participantOnWire)
	if len(members) > p.size {
		answer.NextLink = bySkip().link(c, []int64{int64(p.skip() + p.size)})
	}
	return response{status: http.StatusOK, body: answer}, nil
}

func (s *Server) addParticipants(tx *store.Tx, c *call) (response, error) {
	var request wireAddRequest
	if err := c.decode(&request); err != nil {
		return response{}, err
	}
	if len(request.Participants) == 0 {
		return response{}, badRequest("At least one participant is required.")
	}
	members, err := s.requestedMembers(c, request.Participants)
	if err != nil {
		return response{}, err
	}
	thread, _, err := asParticipant(tx, c)
	if err != nil {
		return response{}, err
	}
	added, invalid, err := s.putMembers(tx, &thread, members)
	if err != nil {
		return response{}, err
	}
	answer := response{status: http.StatusCreated, body: wireAddResult{Invalid: invalid}}
	if len(added) == 0 {
		return answer, nil
	}
	return answer, writeSystemMessage(
		tx,
		&thread,
		store.Message{Type: typeParticipantAdded, Participants: added, Initiator: c.user},
		c.now,
	)
}

func (s *Server) removeParticipant(tx *store.Tx, c *call) (response, error) {
	var request wireIdentifier
	if err := c.decode(&request); err != nil {
		return response{}, err
	}
	userID, err := s.ids.rawID(request)
	if err != nil {
		return response{}, err
	}
	thread, _, err := asParticipant(tx, c)
	if err != nil {
		return response{}, err
	}
	done := response{status: http.StatusNoContent}
	member, err := tx.Member(thread.Key, userID)
	if isNotFound(err) || err == nil && member.RemovedAt != 0 {
		if s.chose(ChoiceRemoveStranger, "404") {
			return response{}, notFound("The specified participant was not found.")
		}
		return done, nil // already removed
	}
	if err != nil {
		return response{}, err
	}
	err = writeSystemMessage(
		tx,
		&thread,
		store.Message{Type: typeParticipantRemoved, Participants: []store.Member{member}, Initiator: c.user},
		c.now,
	)
	if err != nil {
		return response{}, err
	}
	return done, tx.RemoveMember(thread.Key, userID, thread.Version)
}

// requestedMembers checks the participants of a request, as far as that is possible without looking at the data.
func (s *Server) requestedMembers(c *call, participants []wireParticipantRequest) ([]store.Member, error) {
	if len(participants) > maxBatch {
		return nil, badRequest("")
	}
	var members []store.Member
	for _, participant := range participants {
		userID, err := s.ids.rawID(participant.Identifier)
		if err != nil {
			return nil, err
		}
		if err := checkMetadata(participant.Metadata); err != nil {
			return nil, err
		}
		shared := time.Unix(0, 0) // the whole history, unless the request says otherwise
		if participant.ShareHistoryTime != nil {
			shared = participant.ShareHistoryTime.Truncate(time.Second)
		}
		members = append(members, store.Member{
			UserID: userID, DisplayName: c.text(participant.DisplayName),
			ShareHistoryTime: shared, Metadata: participant.Metadata,
		})
	}
	return members, nil
}

// putMembers stores the members that are not there yet and returns them, together with what is wrong with those that
// cannot be members. Of several with the same id the first counts.
func (s *Server) putMembers(
	tx *store.Tx,
	thread *store.Thread,
	members []store.Member,
) (added []store.Member, invalid []wireError, err error) {
	count, err := tx.CountMembers(thread.Key)
	if err != nil {
		return nil, nil, err
	}
	for _, member := range members {
		present, err := tx.Member(thread.Key, member.UserID)
		if err == nil && present.RemovedAt == 0 {
			continue
		}
		if err != nil && !isNotFound(err) {
			return nil, nil, err
		}
		wrong, err := s.refuseMember(tx, member.UserID, count)
		if err != nil {
			return nil, nil, err
		}
		if wrong != nil {
			invalid = append(invalid, *wrong)
			continue
		}
		count++
		member.Thread = thread.Key
		if err := tx.PutMember(&member); err != nil {
			return nil, nil, err
		}
		added = append(added, member)
	}
	return added, invalid, nil
}

// refuseMember returns why a user cannot become a member of a thread that has count of them, nil when it can. The error
// refuses the whole call.
func (s *Server) refuseMember(tx *store.Tx, userID string, count int) (*wireError, error) {
	wrong, err := s.ids.invite(tx, userID)
	switch {
	case err != nil:
		return nil, err
	case wrong != nil && wrong.Code == foreignUser && s.chose(ChoiceForeignUser, "400"):
		return nil, badRequest("Identifier format is invalid (%s).", userID)
	case wrong != nil || count < maxParticipants:
		return wrong, nil
	case s.chose(ChoiceFullThread, "partial"):
		return &wireError{Code: strconv.Itoa(http.StatusForbidden), Message: "The thread is full", Target: userID}, nil
	default:
		return nil, badRequest("A thread can have at most %d participants.", maxParticipants)
	}
}

func participantOnWire(member *store.Member) wireParticipant {
	return wireParticipant{
		Identifier: wireIdentity(member.UserID), DisplayName: member.DisplayName,
		ShareHistoryTime: wireTime{member.ShareHistoryTime}, Metadata: member.Metadata,
	}
}
