package provider

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/terraform-acs/terraform-provider-chat/internal/client"
)

var _ function.Function = parseConnectionStringFunction{}

// parseConnectionStringFunction is the function parse_connection_string.
type parseConnectionStringFunction struct{}

// NewParseConnectionStringFunction makes the function parse_connection_string.
func NewParseConnectionStringFunction() function.Function { return parseConnectionStringFunction{} }

// connectionStringModel is what the function returns.
type connectionStringModel struct {
	Endpoint  string `tfsdk:"endpoint"`
	AccessKey string `tfsdk:"access_key"`
}

func (parseConnectionStringFunction) Metadata(
	_ context.Context, _ function.MetadataRequest, resp *function.MetadataResponse,
) {
	resp.Name = "parse_connection_string"
}

func (parseConnectionStringFunction) Definition(
	_ context.Context, _ function.DefinitionRequest, resp *function.DefinitionResponse,
) {
	resp.Definition = function.Definition{
		Summary: "Parse a connection string",
		MarkdownDescription: "Parses the connection string of a Communication Services resource and returns an object:\n\n" +
			"- `endpoint` (String) the endpoint of the service, such as `https://contoso.communication.azure.com`, without a " +
			"trailing slash.\n" +
			"- `access_key` (String) the access key, base64. It is a secret.\n\n" +
			"The keys of the connection string may come in any letter case and order. No call is made.\n\n" +
			"The result is as secret as the argument: when the argument is sensitive or ephemeral, so is the whole result, " +
			"`endpoint` included; when it is not, Terraform shows the access key. Give it a sensitive value, and take " +
			"`nonsensitive()` of the endpoint if it is to be shown.",
		Parameters: []function.Parameter{function.StringParameter{
			Name:                "connection_string",
			MarkdownDescription: "A connection string, `endpoint=https://…/;accesskey=…`.",
		}},
		Return: function.ObjectReturn{AttributeTypes: map[string]attr.Type{
			"endpoint":   types.StringType,
			"access_key": types.StringType,
		}},
	}
}

func (parseConnectionStringFunction) Run(ctx context.Context, req function.RunRequest, resp *function.RunResponse) {
	var text string
	if resp.Error = req.Arguments.Get(ctx, &text); resp.Error != nil {
		return
	}
	parsed, err := client.ParseConnectionString(text)
	if err != nil {
		resp.Error = argumentError(err)
		return
	}
	resp.Error = resp.Result.Set(ctx, connectionStringModel{Endpoint: parsed.Endpoint, AccessKey: parsed.AccessKey})
}

// argumentError blames the only argument of a function. Terraform adds the full stop.
func argumentError(err error) *function.FuncError {
	return function.NewArgumentFuncError(0, strings.TrimSuffix(sentence(err), "."))
}
