package entra

import (
	"fmt"
	"os"
	"strings"
)

// oneOf returns a value, or what its file holds. A file that the configuration names wins over a value of the
// environment; otherwise the two must agree, as azapi has it.
func oneOf(value, file Value) (Value, error) {
	if !file.IsSet() {
		return value, nil
	}
	text, err := readFile(file)
	if err != nil {
		return Value{}, err
	}
	if value.IsSet() && value.Text != text && !overrides(file, value) {
		return Value{}, settingError(
			file.Name,
			"%s and the content of %s (%s) differ: remove one of them.",
			value,
			file,
			file.Text,
		)
	}
	return Value{Text: text, Name: file.Name, Variable: file.Variable}, nil
}

// overrides reports whether a is set in the configuration and b comes from the environment.
func overrides(a, b Value) bool { return a.IsSet() && a.Variable == "" && b.Variable != "" }

// readFile returns what a file holds, without white space around it.
func readFile(file Value) (string, error) {
	content, err := os.ReadFile(file.Text)
	if err != nil {
		return "", settingError(file.Name, "The file that %s names cannot be read: %v.", file, err)
	}
	text := strings.TrimSpace(string(content))
	if text == "" {
		return "", settingError(file.Name, "The file that %s names, %s, is empty.", file, file.Text)
	}
	return text, nil
}

// needs returns an error for the first of the settings that is missing.
func needs(way string, values ...Value) error {
	for _, v := range values {
		if v.IsSet() {
			continue
		}
		alternative := ""
		if v.Variable != "" {
			alternative = fmt.Sprintf(", or %s in the environment", v.Variable)
		}
		return settingError(v.Name, "To log in with %s, set %s%s.", way, v.Name, alternative)
	}
	return nil
}
