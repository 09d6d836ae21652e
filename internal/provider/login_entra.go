package provider

import (
	"context"
	"errors"
	"fmt"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-log/tflog"

	"github.com/terraform-acs/terraform-provider-chat/internal/entra"
)

// entraModel holds the attributes of a login with Entra ID. They have the same names as in the azapi and azurerm
// providers.
type entraModel struct {
	TenantID                       types.String `tfsdk:"tenant_id"`
	ClientID                       types.String `tfsdk:"client_id"`
	ClientIDFilePath               types.String `tfsdk:"client_id_file_path"`
	ClientSecret                   types.String `tfsdk:"client_secret"`
	ClientSecretFilePath           types.String `tfsdk:"client_secret_file_path"`
	ClientCertificate              types.String `tfsdk:"client_certificate"`
	ClientCertificatePath          types.String `tfsdk:"client_certificate_path"`
	ClientCertificatePassword      types.String `tfsdk:"client_certificate_password"`
	UseOIDC                        types.Bool   `tfsdk:"use_oidc"`
	OIDCToken                      types.String `tfsdk:"oidc_token"`
	OIDCTokenFilePath              types.String `tfsdk:"oidc_token_file_path"`
	OIDCRequestURL                 types.String `tfsdk:"oidc_request_url"`
	OIDCRequestToken               types.String `tfsdk:"oidc_request_token"`
	ADOPipelineServiceConnectionID types.String `tfsdk:"ado_pipeline_service_connection_id"`
	UseAKSWorkloadIdentity         types.Bool   `tfsdk:"use_aks_workload_identity"`
	UseMSI                         types.Bool   `tfsdk:"use_msi"`
	UseCLI                         types.Bool   `tfsdk:"use_cli"`
	Environment                    types.String `tfsdk:"environment"`
	DisableInstanceDiscovery       types.Bool   `tfsdk:"disable_instance_discovery"`
}

// attributeValue is an attribute of the provider block.
type attributeValue struct {
	name  string
	value attr.Value
}

// isSet reports whether the attribute is known to be set. A switch that is off is not.
func (a attributeValue) isSet() bool {
	if a.value.IsNull() || a.value.IsUnknown() {
		return false
	}
	on, isBool := a.value.(types.Bool)
	return !isBool || on.ValueBool()
}

// attributes returns all of them, in the order of the documentation.
func (m entraModel) attributes() []attributeValue {
	return []attributeValue{
		{"tenant_id", m.TenantID}, {"client_id", m.ClientID}, {"client_id_file_path", m.ClientIDFilePath},
		{"client_secret", m.ClientSecret}, {"client_secret_file_path", m.ClientSecretFilePath},
		{"client_certificate", m.ClientCertificate}, {"client_certificate_path", m.ClientCertificatePath},
		{"client_certificate_password", m.ClientCertificatePassword},
		{"use_oidc", m.UseOIDC}, {"oidc_token", m.OIDCToken}, {"oidc_token_file_path", m.OIDCTokenFilePath},
		{"oidc_request_url", m.OIDCRequestURL}, {"oidc_request_token", m.OIDCRequestToken},
		{"ado_pipeline_service_connection_id", m.ADOPipelineServiceConnectionID},
		{"use_aks_workload_identity", m.UseAKSWorkloadIdentity}, {"use_msi", m.UseMSI}, {"use_cli", m.UseCLI},
		{"environment", m.Environment}, {"disable_instance_discovery", m.DisableInstanceDiscovery},
	}
}

// logInWithEntraID returns the credential that the block and the environment ask for.
func (p *chatProvider) logInWithEntraID(
	ctx context.Context, m entraModel, diags *diag.Diagnostics,
) azcore.TokenCredential {
	config := p.entraConfig(m, diags)
	if !diags.HasError() {
		diags.Append(m.withoutEffect(config)...)
	}
	if diags.HasError() {
		return nil
	}
	config.Version = p.version
	credential, err := p.entraID(config)
	var wrong *entra.SettingError
	if errors.As(err, &wrong) {
		diags.AddAttributeError(path.Root(wrong.Setting), "The Entra ID login cannot be used", wrong.Message)
		return nil
	}
	if err != nil {
		diags.AddAttributeError(path.Root("use_entra_id"), "The Entra ID login cannot be used", sentence(err))
		return nil
	}
	if way, ok := credential.(fmt.Stringer); ok {
		tflog.Debug(ctx, "the login is with "+way.String())
	}
	return credential
}

// entraConfig fills in what the environment has: azapi's and azurerm's variables, in azapi's order.
func (p *chatProvider) entraConfig(m entraModel, diags *diag.Diagnostics) entra.Config { //nolint:funlen // a table
	on := func(attribute string, value types.Bool, variable string, unset bool) bool {
		if value.IsNull() {
			value = p.envBool(attribute, variable, diags)
		}
		return value.IsNull() && unset || value.ValueBool()
	}
	workload := on("use_aks_workload_identity", m.UseAKSWorkloadIdentity, "ARM_USE_AKS_WORKLOAD_IDENTITY", false)
	tenantVariables, tokenFileVariables := []string{"ARM_TENANT_ID"}, []string{"ARM_OIDC_TOKEN_FILE_PATH"}
	if workload { // the webhook of AKS sets these
		tenantVariables = append(tenantVariables, "AZURE_TENANT_ID")
		tokenFileVariables = append(tokenFileVariables, "AZURE_FEDERATED_TOKEN_FILE")
	}
	c := entra.Config{
		TenantID:         p.setting("tenant_id", m.TenantID, tenantVariables...),
		ClientID:         p.setting("client_id", m.ClientID, "ARM_CLIENT_ID", "AZURE_CLIENT_ID"),
		ClientIDFile:     p.setting("client_id_file_path", m.ClientIDFilePath, "ARM_CLIENT_ID_FILE_PATH"),
		ClientSecret:     p.setting("client_secret", m.ClientSecret, "ARM_CLIENT_SECRET"),
		ClientSecretFile: p.setting("client_secret_file_path", m.ClientSecretFilePath, "ARM_CLIENT_SECRET_FILE_PATH"),
		Certificate:      p.setting("client_certificate", m.ClientCertificate, "ARM_CLIENT_CERTIFICATE"),
		CertificateFile:  p.setting("client_certificate_path", m.ClientCertificatePath, "ARM_CLIENT_CERTIFICATE_PATH"),
		CertificatePassword: p.setting(
			"client_certificate_password",
			m.ClientCertificatePassword,
			"ARM_CLIENT_CERTIFICATE_PASSWORD",
		),
		UseOIDC:       on("use_oidc", m.UseOIDC, "ARM_USE_OIDC", false),
		OIDCToken:     p.setting("oidc_token", m.OIDCToken, "ARM_OIDC_TOKEN"),
		OIDCTokenFile: p.setting("oidc_token_file_path", m.OIDCTokenFilePath, tokenFileVariables...),
		OIDCRequestURL: p.setting("oidc_request_url", m.OIDCRequestURL,
			"ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL", "SYSTEM_OIDCREQUESTURI"),
		OIDCRequestToken: p.setting("oidc_request_token", m.OIDCRequestToken,
			"ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN", "SYSTEM_ACCESSTOKEN"),
		ServiceConnectionID: p.setting(
			"ado_pipeline_service_connection_id",
			m.ADOPipelineServiceConnectionID,
			"ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID",
			"ARM_OIDC_AZURE_SERVICE_CONNECTION_ID",
			"AZURESUBSCRIPTION_SERVICE_CONNECTION_ID",
		),
		UseWorkloadIdentity: workload,
		UseManagedIdentity: on(
			"use_msi",
			m.UseMSI,
			"ARM_USE_MSI",
			p.hasEnv("IDENTITY_ENDPOINT") || p.hasEnv("MSI_ENDPOINT"),
		),
		UseCLI:      on("use_cli", m.UseCLI, "ARM_USE_CLI", true),
		Environment: p.setting("environment", m.Environment, "ARM_ENVIRONMENT"),
		AuthorityHost: p.setting(
			"environment",
			types.StringNull(),
			"ARM_ACTIVE_DIRECTORY_AUTHORITY_HOST",
			"AZURE_AUTHORITY_HOST",
		),
		DisableInstanceDiscovery: on(
			"disable_instance_discovery",
			m.DisableInstanceDiscovery,
			"ARM_DISABLE_INSTANCE_DISCOVERY",
			false,
		),
	}
	inAzure := p.hasEnv("AZURE_TENANT_ID") && p.hasEnv("AZURE_CLIENT_ID")
	c.UseEnvironment = inAzure &&
		(p.hasEnv("AZURE_CLIENT_SECRET") || p.hasEnv("AZURE_CLIENT_CERTIFICATE_PATH") || p.hasEnv("AZURE_USERNAME"))
	c.UseInjectedIdentity = inAzure && p.hasEnv("AZURE_FEDERATED_TOKEN_FILE")
	return c
}

func (p *chatProvider) hasEnv(name string) bool { return p.getenv(name) != "" }

// withoutEffect refuses attributes of the block that need another one to be set, in the block or in the environment.
func (m entraModel) withoutEffect(c entra.Config) diag.Diagnostics {
	var diags diag.Diagnostics
	refuse := func(name, format string, args ...any) {
		diags.AddAttributeError(path.Root(name), name+" has no effect", fmt.Sprintf(format, args...))
	}
	for _, a := range m.attributes() {
		if !a.isSet() {
			continue
		}
		switch a.name {
		case "oidc_token_file_path":
			if !c.UseOIDC && !c.UseWorkloadIdentity {
				refuse(a.name, "It is read when use_oidc, or ARM_USE_OIDC, is true: set it, or remove %s.", a.name)
			}
		case "oidc_token", "oidc_request_url", "oidc_request_token", "ado_pipeline_service_connection_id":
			if !c.UseOIDC {
				refuse(a.name, "It is used when use_oidc, or ARM_USE_OIDC, is true: set it, or remove %s.", a.name)
			}
		case "client_certificate_password":
			if !c.Certificate.IsSet() && !c.CertificateFile.IsSet() {
				refuse(a.name, "There is no certificate for it to open: set client_certificate or client_certificate_path, or "+
					"remove it.")
			}
		}
	}
	return diags
}
