package provider

import (
	"context"
	"fmt"
	"strconv"
	"strings"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// Terraform shows a diagnostic inside a nested attribute with the line of the resource only. So the text itself says
// where it is, and what was given there: whoever wrote it, this provider or a library.

// ValidateResourceConfig says where in nested attributes the configuration is wrong.
func (s server) ValidateResourceConfig(
	ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest,
) (*tfprotov6.ValidateResourceConfigResponse, error) {
	resp, err := s.frameworkServer.ValidateResourceConfig(ctx, req)
	if err != nil {
		return nil, err
	}
	return resp, s.locate(ctx, req.TypeName, req.Config, resp.Diagnostics)
}

// PlanResourceChange says where in nested attributes the plan goes wrong.
func (s server) PlanResourceChange(
	ctx context.Context, req *tfprotov6.PlanResourceChangeRequest,
) (*tfprotov6.PlanResourceChangeResponse, error) {
	resp, err := s.frameworkServer.PlanResourceChange(ctx, req)
	if err != nil {
		return nil, err
	}
	return resp, s.locate(ctx, req.TypeName, req.Config, resp.Diagnostics)
}

// locate begins the text of each diagnostic inside a nested attribute with its path and the value of the configuration.
func (s server) locate(
	ctx context.Context, resource string, config *tfprotov6.DynamicValue, diags []*tfprotov6.Diagnostic,
) error {
	var value tftypes.Value
	for _, d := range diags {
		at := d.Attribute
		if at == nil || len(at.Steps()) < 2 || strings.HasPrefix(d.Detail, pathText(at)) {
			continue
		}
		if value.Type() == nil {
			schemas, err := s.frameworkServer.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
			if err != nil {
				return err
			}
			if value, err = config.Unmarshal(schemas.ResourceSchemas[resource].ValueType()); err != nil {
				return err
			}
		}
		d.Detail = pathText(at) + valueText(value, at) + "\n\n" + d.Detail
	}
	return nil
}

// pathText writes a path as HCL does, such as members["bo"].display_name.
func pathText(at *tftypes.AttributePath) string {
	var text strings.Builder
	for i, step := range at.Steps() {
		switch step := step.(type) {
		case tftypes.AttributeName:
			if i > 0 {
				text.WriteByte('.')
			}
			text.WriteString(string(step))
		case tftypes.ElementKeyString:
			fmt.Fprintf(&text, "[%q]", string(step))
		case tftypes.ElementKeyInt:
			fmt.Fprintf(&text, "[%d]", int64(step))
		}
	}
	return text.String()
}

// maxShownValue is how many bytes of a value a diagnostic shows.
const maxShownValue = 200

// valueText shows a known string at a path, with white space that cannot be seen; other values are left to the text.
func valueText(config tftypes.Value, at *tftypes.AttributePath) string {
	found, _, err := tftypes.WalkAttributePath(config, at)
	value, ok := found.(tftypes.Value)
	if err != nil || !ok || !value.IsKnown() || value.IsNull() || !value.Type().Is(tftypes.String) {
		return ""
	}
	var text string
	if value.As(&text) != nil {
		return ""
	}
	if len(text) > maxShownValue {
		text = strings.ToValidUTF8(text[:maxShownValue], "") + "…"
	}
	return ": " + strconv.QuoteToGraphic(text)
}
