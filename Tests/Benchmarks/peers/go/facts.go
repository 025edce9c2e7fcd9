package main

import (
	"encoding/json"
	"html/template"
	"os"
)

// Facts is what the benchmark recorded of Coalitie: the statements of every page, the words, what is
// ready-made, and the bytes around the dashboard's table.
type Facts struct {
	Livez      string
	Files      string
	Database   string
	Today      string
	Words      map[string]string
	Templates  map[string]string
	Frames     map[string]Frame
	Pictures   map[string]Pictures
	Statements []Statement
	Pages      []Page

	show    map[string]renderer
	columns map[string]map[string]int
}

// Frame is the place and the menu of a role.
type Frame struct {
	Place      Place
	Navigation []Entry
}

// Place is where somebody works.
type Place struct{ Programme, Path, Name string }

// Entry is one of the menu.
type Entry struct {
	Path, Label string
	IsCurrent   bool
}

// Pictures of a group, ready-made.
type Pictures struct{ Ring, Bars template.HTML }

// Statement is one text of SQL with the columns that it gives.
type Statement struct {
	Role    string
	SQL     string
	Columns []string
}

// Page is one address with what it runs; Rows says which template.
type Page struct {
	Path   string
	Kind   string
	Before string
	After  string
	Order  []int64
	Runs   []Run
}

// Run is one statement with its values; an object stands for the hash of the session's token.
type Run struct {
	Statement  int
	Parameters []interface{}
}

func readFacts(path string) (*Facts, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	facts := &Facts{}
	if err := json.Unmarshal(text, facts); err != nil {
		return nil, err
	}
	for _, page := range facts.Pages {
		for _, run := range page.Runs {
			for index, value := range run.Parameters {
				if number, ok := value.(float64); ok {
					run.Parameters[index] = int64(number)
				}
			}
		}
	}
	facts.columns = map[string]map[string]int{}
	for _, statement := range facts.Statements {
		columns := map[string]int{}
		for index, name := range statement.Columns {
			columns[name] = index
		}
		facts.columns[statement.Role] = columns
	}
	return facts, facts.prepareTemplates()
}
