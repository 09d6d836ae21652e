package docs

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strconv"
	"strings"
	"testing"
)

// Whoever searches the page for the title of an error or a warning finds it: the titles are taken from the code.
func TestTroubleshooting_hasEveryTitle(t *testing.T) {
	t.Parallel()
	page := strings.ToLower(string(read(t, "../../docs/guides/troubleshooting.md")))
	found := 0
	for _, file := range glob(t, "../provider/*.go") {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		for _, title := range titlesIn(t, file) {
			found++
			if !strings.Contains(page, strings.ToLower(title)) {
				t.Errorf("the page does not have the title %q of %s", title, file)
			}
		}
	}
	if found < 60 {
		t.Errorf("only %d titles were found in the code", found)
	}
}

// titlesIn returns the titles of the diagnostics that a file makes: the first text in a call of AddError and its like, and
// in a validator.
func titlesIn(t *testing.T, file string) (titles []string) {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.CallExpr:
			if strings.HasPrefix(strings.ToLower(nameOf(node.Fun)), "add") {
				titles = append(titles, firstText(node.Args)...)
			}
		case *ast.CompositeLit:
			if nameOf(node.Type) == "stringCheck" && len(node.Elts) > 0 {
				titles = append(titles, firstText(node.Elts[:1])...)
			}
		}
		return true
	})
	return titles
}

// nameOf returns the last name of an expression.
func nameOf(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// firstText returns the first text among expressions; nothing when there is none.
func firstText(expressions []ast.Expr) []string {
	for _, e := range expressions {
		if literal, ok := e.(*ast.BasicLit); ok && literal.Kind == token.STRING {
			if text, err := strconv.Unquote(literal.Value); err == nil {
				return []string{text}
			}
		}
	}
	return nil
}
