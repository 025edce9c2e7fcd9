package main

import (
	"embed"
	"html/template"
	"io"
)

//go:embed *.html
var templates embed.FS

type renderer func(io.Writer, *Page, map[string]result) error

// prepareTemplates parses the template of the list of groups, which the benchmark translated, and that
// of the dashboard's table.
func (facts *Facts) prepareTemplates() error {
	if len(facts.Pages) == 0 {
		return nil
	}
	list, err := template.New("groups").Parse(facts.Templates["Go"])
	if err != nil {
		return err
	}
	table, err := template.ParseFS(templates, "*.html")
	if err != nil {
		return err
	}
	facts.show = map[string]renderer{
		"groups": func(out io.Writer, page *Page, found map[string]result) error {
			return list.Execute(out, facts.groups(page, found))
		},
		"cities": func(out io.Writer, page *Page, found map[string]result) error {
			return table.ExecuteTemplate(out, "cities.html", facts.cities(page, found))
		},
	}
	return nil
}

func (facts *Facts) render(out io.Writer, page *Page, found map[string]result) error {
	return facts.show[page.Kind](out, page, found)
}

// frame gives place and menu by the first right that may look; nil for nobody's.
func (facts *Facts) frame(grants result) *Frame {
	for _, row := range grants.rows {
		if frame, mayLook := facts.Frames[text(row[0])]; mayLook {
			return &frame
		}
	}
	return nil
}

// record is a row whose columns have names.
type record struct {
	columns map[string]int
	row     []interface{}
}

func (facts *Facts) records(role string, found map[string]result) []record {
	records := make([]record, len(found[role].rows))
	for index, row := range found[role].rows {
		records[index] = record{facts.columns[role], row}
	}
	return records
}

func (record record) text(name string) string { return text(record.row[record.columns[name]]) }

func (record record) number(name string) int64 {
	number, _ := record.row[record.columns[name]].(int64)
	return number
}

func text(value interface{}) string {
	switch value := value.(type) {
	case string:
		return value
	case []byte:
		return string(value)
	}
	return ""
}

func atMost(most, number int) int {
	if number < most {
		return number
	}
	return most
}
