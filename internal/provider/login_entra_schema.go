package provider

import (
	"encoding/base64"
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/provider/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/terraform-acs/terraform-provider-chat/internal/entra"
)

// entraAttributes are the attributes of a login with Entra ID.
func entraAttributes() map[string]schema.Attribute { //nolint:funlen // a table
	text := func(description string, variables string, validators ...validator.String) schema.Attribute {
		return schema.StringAttribute{Optional: true, MarkdownDescription: description + " " + variables,
			Validators: append([]validator.String{stringvalidator.LengthAtLeast(1)}, validators...)}
	}
	secret := func(description string, variables string, validators ...validator.String) schema.Attribute {
		return schema.StringAttribute{Optional: true, Sensitive: true, MarkdownDescription: description + " " + variables,
			Validators: append([]validator.String{stringvalidator.LengthAtLeast(1)}, validators...)}
	}
	toggle := func(description string) schema.Attribute {
		return schema.BoolAttribute{Optional: true, MarkdownDescription: description}
	}
	return map[string]schema.Attribute{
		"tenant_id": text("The id of the Entra ID tenant, or one of its domains.",
			"Environment variable: `ARM_TENANT_ID` (also `AZURE_TENANT_ID` with `use_aks_workload_identity`).", tenantID()),
		"client_id": text("The client id of the application, or of a user-assigned managed identity.",
			"Environment variables: `ARM_CLIENT_ID`, `AZURE_CLIENT_ID`."),
		"client_id_file_path": text("A file that holds the client id.", "Environment variable: `ARM_CLIENT_ID_FILE_PATH`."),

		"client_secret": secret("The client secret of the application.", "Environment variable: "+
			"`ARM_CLIENT_SECRET`."),
		"client_secret_file_path": text("A file that holds the client secret.", "Environment variable: "+
			"`ARM_CLIENT_SECRET_FILE_PATH`."),

		"client_certificate": secret("The client certificate of the application with its private key, in PKCS#12 (PFX) or "+
			"PEM format, as base64.",
			"Environment variable: `ARM_CLIENT_CERTIFICATE`.", base64Text()),
		"client_certificate_path": text("A file that holds the client certificate with its private key, in PKCS#12 (PFX) "+
			"or PEM format.",
			"Environment variable: `ARM_CLIENT_CERTIFICATE_PATH`."),
		"client_certificate_password": secret("The password of the client certificate.", "Environment variable: "+
			"`ARM_CLIENT_CERTIFICATE_PASSWORD`."),

		"use_oidc": toggle("Whether to log in with an OIDC token of another issuer (workload identity federation): " +
			"`oidc_token`, `oidc_token_file_path`, or one that is requested from GitHub Actions or Azure Pipelines. Defaults " +
			"to `false`. Environment variable: `ARM_USE_OIDC`."),
		"oidc_token": secret("The OIDC token.", "Environment variable: `ARM_OIDC_TOKEN`."),
		"oidc_token_file_path": text("A file that holds the OIDC token. It is read again whenever a token is needed.",
			"Environment variable: `ARM_OIDC_TOKEN_FILE_PATH` (also `AZURE_FEDERATED_TOKEN_FILE` with "+
				"`use_aks_workload_identity`)."),
		"oidc_request_url": text("The URL to request an OIDC token from. GitHub Actions and Azure Pipelines set its "+
			"variable.",
			"Environment variables: `ARM_OIDC_REQUEST_URL`, `ACTIONS_ID_TOKEN_REQUEST_URL`, `SYSTEM_OIDCREQUESTURI`."),
		"oidc_request_token": secret("The token that authorizes the request for an OIDC token.",
			"Environment variables: `ARM_OIDC_REQUEST_TOKEN`, `ACTIONS_ID_TOKEN_REQUEST_TOKEN`, `SYSTEM_ACCESSTOKEN`."),
		"ado_pipeline_service_connection_id": text("The id of the service connection of Azure Pipelines that an OIDC token "+
			"is requested for (`oidc_azure_service_connection_id` in azapi). The request goes to `SYSTEM_OIDCREQUESTURI`.",
			"Environment variables: `ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID`, `ARM_OIDC_AZURE_SERVICE_CONNECTION_ID`, "+
				"`AZURESUBSCRIPTION_SERVICE_CONNECTION_ID`."),
		"use_aks_workload_identity": toggle("Whether to log in with the workload identity of a pod in AKS. `tenant_id`, " +
			"`client_id` and `oidc_token_file_path` come from the variables that AKS sets. Defaults to `false`. Environment " +
			"variable: `ARM_USE_AKS_WORKLOAD_IDENTITY`."),
		"use_msi": toggle("Whether to log in with the managed identity of the machine; `client_id` chooses a user-assigned " +
			"one. Defaults to `true` where `IDENTITY_ENDPOINT` or `MSI_ENDPOINT` is set (App Service, Functions, Container " +
			"Apps), and to `false` elsewhere. Environment variable: `ARM_USE_MSI`."),
		"use_cli": toggle("Whether to log in with the account of the Azure CLI (`az login`) when no other way is " +
			"configured. Defaults to `true`. Environment variable: `ARM_USE_CLI`."),

		"environment": text("The Azure cloud: `public`, `usgovernment` or `china`. It decides which Entra ID issues "+
			"tokens. Defaults to `public`. For a private cloud, set `AZURE_AUTHORITY_HOST` to its authority, which takes the "+
			"place of the environment's.",
			"Environment variable: `ARM_ENVIRONMENT`.", stringvalidator.OneOfCaseInsensitive(entra.Environments()...)),
		"disable_instance_discovery": toggle("Whether to skip asking Entra ID if it knows the authority, which fails in a " +
			"private cloud. Set it only for an authority that you trust. Defaults to `false`. Environment variable: " +
			"`ARM_DISABLE_INSTANCE_DISCOVERY`."),
	}
}

// tenantID accepts ids and domains of Entra ID tenants.
func tenantID() validator.String {
	return stringCheck{"Invalid tenant id", "must be a GUID or a domain", func(s string) error {
		if i := strings.IndexFunc(s, func(r rune) bool {
			return (r < '0' || r > '9') && (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '.' && r != '-'
		}); i >= 0 {
			return fmt.Errorf("%q is not a tenant id: it must be a GUID or a domain such as contoso.onmicrosoft.com", s)
		}
		return nil
	}}
}

// base64Text accepts base64. The value is secret and not shown.
func base64Text() validator.String {
	return stringCheck{"Invalid base64", "must be base64", func(s string) error {
		if _, err := base64.StdEncoding.DecodeString(s); err != nil {
			return errors.New("the certificate is not base64; to read it from a file instead, set client_certificate_path")
		}
		return nil
	}}
}
