package provider

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/function"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
)

// callFunction calls a function with one string, as Terraform does.
func callFunction(t *testing.T, f function.Function, argument string) (types.Object, *function.FuncError) {
	t.Helper()
	var definition function.DefinitionResponse
	f.Definition(t.Context(), function.DefinitionRequest{}, &definition)
	returned, ferr := definition.Definition.Return.NewResultData(t.Context())
	if ferr != nil {
		t.Fatal(ferr)
	}
	resp := function.RunResponse{Result: returned}
	f.Run(t.Context(), function.RunRequest{Arguments: function.NewArgumentsData([]attr.Value{types.StringValue(argument)})}, &resp)
	if resp.Error != nil {
		return types.Object{}, resp.Error
	}
	return resp.Result.Value().(types.Object), nil
}

const secretKey = "c2VjcmV0LWtleS1vZi10aGUtdGVzdA=="

func TestParseConnectionString_takesEveryNotationApart(t *testing.T) {
	t.Parallel()
	for name, given := range map[string]string{
		"plain":         "endpoint=https://contoso.communication.azure.com/;accesskey=" + secretKey,
		"no slash":      "endpoint=https://contoso.communication.azure.com;accesskey=" + secretKey,
		"last semi":     "endpoint=https://contoso.communication.azure.com/;accesskey=" + secretKey + ";",
		"letter case":   "Endpoint=https://contoso.communication.azure.com/;AccessKey=" + secretKey,
		"order":         "accesskey=" + secretKey + ";endpoint=https://contoso.communication.azure.com/",
		"spaces around": " endpoint = https://contoso.communication.azure.com/ ; accesskey = " + secretKey,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, ferr := callFunction(t, NewParseConnectionStringFunction(), given)
			if ferr != nil {
				t.Fatal(ferr)
			}
			want := types.ObjectValueMust(map[string]attr.Type{"endpoint": types.StringType, "access_key": types.StringType}, map[string]attr.Value{
				"endpoint": types.StringValue("https://contoso.communication.azure.com"), "access_key": types.StringValue(secretKey),
			})
			if !got.Equal(want) {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestParseConnectionString_blamesTheArgumentAndKeepsTheSecret(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ given, want string }{
		"empty":            {"", "has no endpoint="},
		"no pairs":         {secretKey[:10], "key=value pairs"},
		"no key":           {"endpoint=https://contoso.communication.azure.com/", "has no accesskey="},
		"no endpoint":      {"accesskey=" + secretKey, "has no endpoint="},
		"empty key":        {"endpoint=https://contoso.communication.azure.com/;accesskey=", "has no accesskey="},
		"not base64":       {"endpoint=https://contoso.communication.azure.com/;accesskey=" + secretKey + "!", "not base64"},
		"plain http":       {"endpoint=http://contoso.communication.azure.com/;accesskey=" + secretKey, "must start with https://"},
		"path in endpoint": {"endpoint=https://contoso.communication.azure.com/x;accesskey=" + secretKey, "a scheme and a host only"},
		"foreign key":      {"endpoint=https://contoso.communication.azure.com/;sharedkey=" + secretKey, "neither endpoint nor accesskey"},
		"key twice":        {"accesskey=" + secretKey + ";accesskey=" + secretKey, "accesskey more than once"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, ferr := callFunction(t, NewParseConnectionStringFunction(), test.given)
			if ferr == nil {
				t.Fatal("it was accepted")
			}
			if ferr.FunctionArgument == nil || *ferr.FunctionArgument != 0 {
				t.Errorf("the error blames the argument %v, want the first", ferr.FunctionArgument)
			}
			if !strings.Contains(ferr.Text, test.want) {
				t.Errorf("the error is %q, want one that says %q", ferr.Text, test.want)
			}
			if strings.Contains(ferr.Text, secretKey[:10]) {
				t.Errorf("the error tells the secret: %q", ferr.Text)
			}
		})
	}
}

func TestAccParseConnectionString_isAsSensitiveAsItsArgument(t *testing.T) {
	s := newTestService(t)
	config := func(output string) string {
		return fmt.Sprintf(`
variable "connection" {
  sensitive = true
  default   = "endpoint=https://contoso.communication.azure.com/;accesskey=%s"
}
output "it" { %s }`, secretKey, output)
	}
	acceptance(t, s,
		resource.TestStep{
			Config:      config(`value = provider::chat::parse_connection_string(var.connection).endpoint`),
			ExpectError: regexp.MustCompile(`(?s)sensitive`),
		},
		resource.TestStep{
			Config:      `output "it" { value = provider::chat::parse_connection_string("accesskey=` + secretKey + `") }`,
			ExpectError: regexp.MustCompile(`(?s)Invalid value for "connection_string" parameter.*has no\s+endpoint=`),
		},
		resource.TestStep{
			Config:      `output "it" { value = provider::chat::parse_connection_string(null) }`,
			ExpectError: regexp.MustCompile(`(?s)Invalid value for "connection_string" parameter.*null`),
		},
		resource.TestStep{
			Config:            config(`value = nonsensitive(provider::chat::parse_connection_string(var.connection).endpoint)`),
			ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue("it", knownvalue.StringExact("https://contoso.communication.azure.com"))},
		},
	)
	if calls := s.Requests(); len(calls) > 0 {
		t.Errorf("a function called the service: %v", calls)
	}
}
