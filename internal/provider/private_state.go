package provider

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"github.com/google/uuid"
	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// What the provider remembers of an object beyond its state: all of it, since nothing in memory outlives a command.

const (
	// privateResourceID is the GUID of the Communication Services resource that the object belongs to.
	privateResourceID privateText = "resource_id"
	// privateContent is a digest of a message's content as the service last returned it. The service may clean up HTML:
	// while the digest is the same, the message was not edited, and the state keeps the configuration's wording.
	privateContent privateText = "acknowledged_content"
	// privateMetadata is the metadata that the object had when it was last read, while metadata is not managed. The apply
	// plans once more, and gets what reading wrote, not what the first plan wrote.
	privateMetadata privateText = "unmanaged_metadata"
	// privateOwner distinguishes resources that manage members: Terraform gives the provider no addresses. The two plans
	// of a replacement share the owner; the object that it creates has another one than the object that it destroys.
	privateOwner privateText = "owner"

	// privateSenderChosen says that the configuration chose the sender of the message. Without it, a configuration that
	// names no sender means the one that the message has, whoever acts now.
	privateSenderChosen privateFlag = "sender_chosen"
	// privateFound is what an import found of a message and the configuration leaves out, as lines of a configuration. A
	// replacement would lose it: its second plan has the private state of the first, and nothing of the object.
	privateFound privateText = "found"

	// privateProtected says that the object of the state is protected from deletion. Terraform plans a replacement twice:
	// first as an update, and then, with the private state of that plan, as if there were no state.
	privateProtected privateFlag = "deletion_protection"
	// privateActingUser tells the second plan of a replacement that the acting user is to be replaced.
	privateActingUser privateFlag = "acting_user"
)

// privateImported says that an import found the value of an attribute, and that the configuration never set it.
func privateImported(attribute string) privateFlag { return privateFlag("imported_" + attribute) }

// privateState is what the framework hands over to read and write private state. Its values are JSON.
type privateState interface {
	GetKey(ctx context.Context, key string) ([]byte, diag.Diagnostics)
	SetKey(ctx context.Context, key string, value []byte) diag.Diagnostics
}

// privateText is the key of a text of printable characters; empty means none.
type privateText string

func (k privateText) get(ctx context.Context, private privateState, diags *diag.Diagnostics) string {
	value, problems := private.GetKey(ctx, string(k))
	diags.Append(problems...)
	text, err := strconv.Unquote(string(value))
	if err != nil {
		return "" // there is none
	}
	return text
}

func (k privateText) set(ctx context.Context, private privateState, text string, diags *diag.Diagnostics) {
	if k.get(ctx, private, diags) != text {
		diags.Append(private.SetKey(ctx, string(k), []byte(strconv.Quote(text)))...)
	}
}

// privateFlag is the key of a boolean, which is false until it is set.
type privateFlag string

func (k privateFlag) get(ctx context.Context, private privateState, diags *diag.Diagnostics) bool {
	value, problems := private.GetKey(ctx, string(k))
	diags.Append(problems...)
	return string(value) == "true"
}

func (k privateFlag) set(ctx context.Context, private privateState, flag bool, diags *diag.Diagnostics) {
	if k.get(ctx, private, diags) != flag {
		diags.Append(private.SetKey(ctx, string(k), strconv.AppendBool(nil, flag))...)
	}
}

// becomeOwner returns the owner that private state holds, or puts a new one there.
func becomeOwner(ctx context.Context, private privateState, diags *diag.Diagnostics) string {
	if owner := privateOwner.get(ctx, private, diags); owner != "" {
		return owner
	}
	owner := uuid.NewString()
	privateOwner.set(ctx, private, owner, diags)
	return owner
}

// digest is what privateContent holds of a content.
func digest(content string) string {
	sum := sha256.Sum256([]byte(content))
	return hex.EncodeToString(sum[:])
}
