package main

import (
	"crypto/rand"
	"encoding/base64"
	"net/url"
	"strings"
)

// Random bytes of a token for forms, which is sent as 86 letters.
const tokenBytes = 64

// filter is what the list is narrowed by: fields, and what is chosen as links that take it away.
type filter struct {
	Path       string
	Hidden     []hidden
	Fields     []field
	IsFiltered bool
	Chosen     []link
}

type hidden struct{ Name, Value string }

type link struct{ Path, Text string }

type field struct {
	Id, Label string
	Select    *selection
	Text      *input
}

type selection struct {
	Id, Name string
	Choices  []choice
}

type choice struct {
	Value, Label string
	IsChosen     bool
}

type input struct{ Id, Name, Value string }

// change is another value of an address; an empty one takes the name away.
type change struct{ name, value string }

// address is the list with what was chosen, from which its links are made.
type address struct {
	path  string
	asked map[string]string
	query []change
}

func newAddress(full string) *address {
	parts, err := url.Parse(full)
	if err != nil {
		return &address{path: full}
	}
	one := &address{path: parts.Path, asked: map[string]string{}}
	for name, values := range parts.Query() {
		one.asked[name] = values[0]
	}
	for _, name := range []string{"city", "state", "flag", "q", "sort", "order"} {
		if value, isThere := one.asked[name]; isThere {
			one.query = append(one.query, change{name, value})
		}
	}
	return one
}

func (address *address) changed(changes ...change) string {
	var parts []string
	add := func(pair change) {
		parts = append(parts, url.QueryEscape(pair.name)+"="+url.QueryEscape(pair.value))
	}
	for _, pair := range address.query {
		isKept := true
		for _, change := range changes {
			isKept = isKept && change.name != pair.name
		}
		if isKept {
			add(pair)
		}
	}
	for _, pair := range changes {
		if pair.value != "" {
			add(pair)
		}
	}
	if len(parts) == 0 {
		return address.path
	}
	return address.path + "?" + strings.Join(parts, "&")
}

func (facts *Facts) filter(address *address, cities []record) filter {
	words := facts.Words
	places := []choice{{Label: words["filter.all_cities"]}}
	for _, city := range cities {
		places = append(places, choice{Value: city.text("ref"), Label: city.text("name_nl")})
	}
	states := []choice{{Label: words["filter.all_states"]},
		{Value: "building_up", Label: words["filter.building_up"]}}
	for _, state := range []string{"interest", "forming", "preparing", "ready", "matched", "active",
		"paused", "completed", "stopped"} {
		states = append(states, choice{Value: state, Label: words["group.state."+state]})
	}
	flags := []choice{{Label: words["filter.no_flag"]}}
	for _, flag := range []string{"silent", "strength", "concern", "clearance"} {
		flags = append(flags, choice{Value: flag, Label: words["group.flag."+flag]})
	}
	all := filter{Path: address.path}
	all.choose(address, "city", words["field.city"], places)
	all.choose(address, "state", words["column.state"], states)
	all.choose(address, "flag", words["column.flags"], flags)
	typed, label := address.asked["q"], words["filter.name"]
	all.Fields = append(all.Fields, field{Id: "q", Label: label, Text: &input{"q", "q", typed}})
	if typed != "" {
		all.Chosen = append(all.Chosen, link{address.changed(change{"q", ""}), label + ": " + typed})
	}
	for _, pair := range address.query {
		if pair.name == "sort" || pair.name == "order" {
			all.Hidden = append(all.Hidden, hidden{pair.name, pair.value})
		}
	}
	all.IsFiltered = len(all.Chosen) > 0
	return all
}

func (filter *filter) choose(address *address, name, label string, choices []choice) {
	if value, isThere := address.asked[name]; isThere {
		for index := range choices {
			if choices[index].Value == value {
				choices[index].IsChosen = true
				filter.Chosen = append(filter.Chosen,
					link{address.changed(change{name, ""}), choices[index].Label})
			}
		}
	}
	filter.Fields = append(filter.Fields,
		field{Id: name, Label: label, Select: &selection{name, name, choices}})
}

func newToken() string {
	bytes := make([]byte, tokenBytes)
	rand.Read(bytes)
	return base64.RawURLEncoding.EncodeToString(bytes)
}
