package emulator

// ChatVersions and IdentityVersions give tests the tables of versions.
func ChatVersions() []string { return chatVersions() }

func IdentityVersions() []string { return identityVersions() }
