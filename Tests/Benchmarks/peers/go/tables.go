package main

import (
	"embed"
	"html/template"
	"io"
	"sort"
	"strconv"
	"strings"
)

//go:embed *.html
var templates embed.FS

type renderer func(io.Writer, *Page, map[string]result) error

func (facts *Facts) prepareTemplates() error {
	words := template.FuncMap{"word": func(key string) string { return facts.Words[key] }}
	all, err := template.New("").Funcs(words).ParseFS(templates, "*.html")
	if err != nil {
		return err
	}
	facts.show = map[string]renderer{
		"members": func(out io.Writer, page *Page, found map[string]result) error {
			return all.ExecuteTemplate(out, "members.html", facts.members(page, found))
		},
		"cities": func(out io.Writer, page *Page, found map[string]result) error {
			return all.ExecuteTemplate(out, "cities.html", facts.cities(page, found))
		},
	}
	return nil
}

func (facts *Facts) render(out io.Writer, page *Page, found map[string]result) error {
	return facts.show[page.Kind](out, page, found)
}

func (facts *Facts) columns(role string) map[string]int {
	columns := map[string]int{}
	for _, statement := range facts.Statements {
		if statement.Role == role {
			for index, name := range statement.Columns {
				columns[name] = index
			}
		}
	}
	return columns
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

type tag struct{ Look, Text string }

type member struct {
	Path, Name, Contact, Role, Languages, Joined string
	Vog, Training                                tag
	position                                     int
}

func (facts *Facts) members(page *Page, found map[string]result) []member {
	column := facts.columns("members")
	languages := map[int64][]string{}
	for _, row := range found["languages"].rows {
		id := row[0].(int64)
		languages[id] = append(languages[id], facts.Languages[text(row[1])])
	}
	held := map[int64]int64{}
	for _, row := range found["attended"].rows {
		if until := text(row[2]); until == "" || until > facts.Today {
			held[row[0].(int64)]++
		}
	}
	required := found["required"].rows[0][0].(int64)
	positions := map[int64]int{}
	for index, id := range page.Order {
		positions[id] = index
	}
	var members []member
	for _, row := range found["members"].rows {
		id, volunteer := row[column["id"]].(int64), row[column["volunteer_id"]].(int64)
		one := member{
			Path: page.Path + "/members/" + strconv.FormatInt(id, 10),
			Name: text(row[column["name_sealed"]]), Role: facts.Words["member.member"],
			Contact: text(row[column["phone_sealed"]]), Languages: facts.list(languages[volunteer]),
			Joined: facts.shortDay(text(row[column["joined_on"]])),
			Vog:    facts.vog(text(row[column["vog_sealed"]])), position: positions[id],
		}
		if one.Contact == "" {
			one.Contact = text(row[column["email_sealed"]])
		}
		if row[column["is_contact"]].(int64) == 1 {
			one.Role = facts.Words["member.contact"]
		}
		one.Training = tag{"warn half", facts.Words["training.to_do"]}
		if held[volunteer] >= required {
			one.Training = tag{"ok", facts.Words["training.valid"]}
		}
		members = append(members, one)
	}
	sort.Slice(members, func(a, b int) bool { return members[a].position < members[b].position })
	return members
}

func (facts *Facts) vog(sealed string) tag {
	looks := map[string]string{"seen": "ok", "exempt": "ok", "requested": "warn half",
		"none": "mutec open", "expired": "bad diamond", "refused": "bad diamond"}
	status := "none"
	if sealed != "" {
		parts := strings.SplitN(sealed, "\n", 4)
		status = parts[0]
		if status == "seen" && parts[2] != "" && parts[2] <= facts.Today {
			status = "expired"
		}
	}
	return tag{looks[status], facts.Words["vog.status."+status]}
}

func (facts *Facts) shortDay(day string) string {
	month, _ := strconv.Atoi(day[5:7])
	number, _ := strconv.Atoi(day[8:10])
	return strconv.Itoa(number) + " " + facts.Words["month.short."+strconv.Itoa(month)] + " " + day[:4]
}

func (facts *Facts) list(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return strings.Join(parts[:last], ", ") + " " + facts.Words["list.and"] + " " + parts[last]
}
