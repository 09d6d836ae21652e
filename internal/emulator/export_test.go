package emulator

// ChoiceAnswers gives tests the table of choices.
func ChoiceAnswers() map[Choice][]string { return choiceAnswers() }
