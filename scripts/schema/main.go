// Command schema prints the provider's schemas as JSON, in the form of `terraform providers schema -json`, for
// tfplugindocs to make docs/ from. `make generate` runs it.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"github.com/terraform-acs/terraform-provider-chat/internal/docs"
)

func main() {
	schemas, err := docs.Schemas(context.Background())
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(schemas)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "schema:", err)
		os.Exit(1)
	}
}
