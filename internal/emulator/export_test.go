package emulator

// ChoiceAnswers gives tests the table of choices.
func ChoiceAnswers() map[Choice][]string { return choiceAnswers() }

// ChatVersions and IdentityVersions give tests the tables of versions.
func ChatVersions() []string { return chatVersions() }

func IdentityVersions() []string { return identityVersions() }
