// Package docs knows what the pages in docs/ are made from: the provider's schemas, in the form in which Terraform
// prints them, templates/ and examples/. Its tests check pages, templates and examples against the schemas.
package docs

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	tfjson "github.com/hashicorp/terraform-json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"github.com/terraform-acs/terraform-provider-chat/internal/provider"
)

// providerName is the key of the schemas. Terraform writes the source address there, but tfplugindocs finds an address
// only in the namespace hashicorp.
const providerName = "chat"

// Schemas returns all schemas of the provider as `terraform providers schema -json` prints them. It asks the provider
// itself: a Terraform older than 1.14 leaves out actions, list resources and identities.
func Schemas(ctx context.Context) (*tfjson.ProviderSchemas, error) {
	server := provider.NewServer(provider.New("docs")())
	schemas, err := server.GetProviderSchema(ctx, &tfprotov6.GetProviderSchemaRequest{})
	if err != nil {
		return nil, err
	}
	identities, err := server.GetResourceIdentitySchemas(ctx, &tfprotov6.GetResourceIdentitySchemasRequest{})
	if err != nil {
		return nil, err
	}
	if err := diagnosed(append(schemas.Diagnostics, identities.Diagnostics...)); err != nil {
		return nil, err
	}
	return &tfjson.ProviderSchemas{
		FormatVersion: "1.0",
		Schemas: map[string]*tfjson.ProviderSchema{providerName: {
			ConfigSchema:             schema(schemas.Provider),
			ResourceSchemas:          each(schemas.ResourceSchemas, schema),
			DataSourceSchemas:        each(schemas.DataSourceSchemas, schema),
			EphemeralResourceSchemas: each(schemas.EphemeralResourceSchemas, schema),
			ListResourceSchemas:      each(schemas.ListResourceSchemas, schema),
			ActionSchemas:            each(schemas.ActionSchemas, action),
			Functions:                each(schemas.Functions, function),
			ResourceIdentitySchemas:  each(identities.IdentitySchemas, identity),
		}},
	}, nil
}

func diagnosed(diagnostics []*tfprotov6.Diagnostic) error {
	var problems []error
	for _, d := range diagnostics {
		problems = append(problems, fmt.Errorf("%s: %s", d.Summary, d.Detail))
	}
	return errors.Join(problems...)
}

// each converts the values of a map.
func each[From, To any](values map[string]From, convert func(From) To) map[string]To {
	converted := make(map[string]To, len(values))
	for name, value := range values {
		converted[name] = convert(value)
	}
	return converted
}

func schema(s *tfprotov6.Schema) *tfjson.Schema {
	return &tfjson.Schema{Version: uint64(s.Version), Block: block(s.Block)} //nolint:gosec // versions count up from 0
}

func action(a *tfprotov6.ActionSchema) *tfjson.ActionSchema {
	return &tfjson.ActionSchema{Block: block(a.Schema.Block)}
}

func block(b *tfprotov6.SchemaBlock) *tfjson.SchemaBlock {
	converted := &tfjson.SchemaBlock{
		Attributes:      attributes(b.Attributes),
		NestedBlocks:    make(map[string]*tfjson.SchemaBlockType, len(b.BlockTypes)),
		Description:     b.Description,
		DescriptionKind: descriptionKind(b.DescriptionKind),
		Deprecated:      b.Deprecated,
	}
	for _, nested := range b.BlockTypes {
		converted.NestedBlocks[nested.TypeName] = &tfjson.SchemaBlockType{
			NestingMode: tfjson.SchemaNestingMode(strings.ToLower(nested.Nesting.String())),
			Block:       block(nested.Block),
			MinItems:    uint64(nested.MinItems), //nolint:gosec // the framework counts from 0
			MaxItems:    uint64(nested.MaxItems), //nolint:gosec // the framework counts from 0
		}
	}
	return converted
}

func attributes(list []*tfprotov6.SchemaAttribute) map[string]*tfjson.SchemaAttribute {
	converted := make(map[string]*tfjson.SchemaAttribute, len(list))
	for _, a := range list {
		converted[a.Name] = &tfjson.SchemaAttribute{
			Description:     a.Description,
			DescriptionKind: descriptionKind(a.DescriptionKind),
			Deprecated:      a.Deprecated,
			Required:        a.Required,
			Optional:        a.Optional,
			Computed:        a.Computed,
			Sensitive:       a.Sensitive,
			WriteOnly:       a.WriteOnly,
		}
		if a.NestedType == nil {
			converted[a.Name].AttributeType = typeOf(a.Type)
			continue
		}
		converted[a.Name].AttributeNestedType = &tfjson.SchemaNestedAttributeType{
			Attributes:  attributes(a.NestedType.Attributes),
			NestingMode: tfjson.SchemaNestingMode(strings.ToLower(a.NestedType.Nesting.String())),
		}
	}
	return converted
}

func identity(s *tfprotov6.ResourceIdentitySchema) *tfjson.IdentitySchema {
	converted := &tfjson.IdentitySchema{
		Version:    uint64(s.Version), //nolint:gosec // versions count up from 0
		Attributes: make(map[string]*tfjson.IdentityAttribute, len(s.IdentityAttributes)),
	}
	for _, a := range s.IdentityAttributes {
		converted.Attributes[a.Name] = &tfjson.IdentityAttribute{
			IdentityType:      typeOf(a.Type),
			Description:       a.Description,
			RequiredForImport: a.RequiredForImport,
			OptionalForImport: a.OptionalForImport,
		}
	}
	return converted
}

func function(f *tfprotov6.Function) *tfjson.FunctionSignature {
	converted := &tfjson.FunctionSignature{
		Description:        f.Description,
		Summary:            f.Summary,
		DeprecationMessage: f.DeprecationMessage,
		ReturnType:         typeOf(f.Return.Type),
	}
	for _, p := range f.Parameters {
		converted.Parameters = append(converted.Parameters, parameter(p))
	}
	if f.VariadicParameter != nil {
		converted.VariadicParameter = parameter(f.VariadicParameter)
	}
	return converted
}

func parameter(p *tfprotov6.FunctionParameter) *tfjson.FunctionParameter {
	return &tfjson.FunctionParameter{
		Name: p.Name, Description: p.Description, IsNullable: p.AllowNullValue, Type: typeOf(p.Type),
	}
}

func descriptionKind(kind tfprotov6.StringKind) tfjson.SchemaDescriptionKind {
	return tfjson.SchemaDescriptionKind(strings.ToLower(kind.String()))
}

// typeOf converts a type by way of JSON, which both libraries write the same.
func typeOf(t tftypes.Type) cty.Type {
	text, err := json.Marshal(t)
	if err != nil {
		panic(fmt.Sprintf("a type of the provider's own schema: %v", err))
	}
	converted, err := ctyjson.UnmarshalType(text)
	if err != nil {
		panic(fmt.Sprintf("a type of the provider's own schema: %v", err))
	}
	return converted
}
