package main

import "strconv"

type tag struct{ Look, Text string }

type cell struct {
	Label            string
	IsNumber, IsZero bool
	Number, Path     string
	Tags             []tag
}

type city struct {
	Path, Name string
	Cells      []cell
}

type column struct{ key, filter, list string }

// The columns of numbers, in the order of the table; the last belongs to Shelter City.
var numbers = []column{
	{"interest", "state", "/groups"}, {"forming", "state", "/groups"},
	{"preparing", "state", "/groups"}, {"ready", "state", "/groups"},
	{"matched", "state", "/groups"}, {"active", "state", "/groups"},
	{"concern", "flag", "/groups"}, {"silent", "flag", "/groups"},
	{"strength", "flag", "/groups"}, {"waiting", "state", "/families"},
	{"stays", "period", "/stays"},
}

var looks = map[string]string{
	"active": "ok", "pilot": "info", "agreed": "info half", "forming": "warn half",
	"exploring": "info open", "paused": "mutec still", "leaving": "mutec still", "former": "mutec",
}

func (facts *Facts) cities(page *Page, found map[string]result) []city {
	column := facts.columns["cities"]
	counts := facts.counts(found)
	programmes := map[int64]map[string]string{}
	for _, row := range found["programmes"].rows {
		id := row[1].(int64)
		if programmes[id] == nil {
			programmes[id] = map[string]string{}
		}
		programmes[id][text(row[2])] = text(row[3])
	}
	rows := map[int64][]interface{}{}
	for _, row := range found["cities"].rows {
		rows[row[column["id"]].(int64)] = row
	}
	var cities []city
	for _, id := range page.Order {
		row := rows[id]
		ref := text(row[column["ref"]])
		one := city{Path: "/cities/" + ref, Name: text(row[column["name_nl"]])}
		one.Cells = append(one.Cells, facts.state("samen_hier", programmes[id]))
		for _, number := range numbers[:10] {
			_, takesPart := programmes[id]["samen_hier"]
			one.Cells = append(one.Cells, facts.number(number, ref, counts[id][number.key], takesPart))
		}
		_, takesPart := programmes[id]["shelter_city"]
		one.Cells = append(one.Cells, facts.state("shelter_city", programmes[id]),
			facts.number(numbers[10], ref, counts[id]["stays"], takesPart))
		cities = append(cities, one)
	}
	return cities
}

func (facts *Facts) counts(found map[string]result) map[int64]map[string]int64 {
	counts := map[int64]map[string]int64{}
	add := func(city int64, key string, count int64) {
		if counts[city] == nil {
			counts[city] = map[string]int64{}
		}
		counts[city][key] += count
	}
	for _, row := range found["counts"].rows {
		id, state, count := row[0].(int64), text(row[3]), row[4].(int64)
		switch subject := text(row[2]); {
		case subject == "group":
			add(id, state, count)
		case subject == "family" && state == "waiting":
			add(id, state, count)
		case subject == "stay" && (state == "in_stay" || state == "departing"):
			add(id, "stays", count)
		}
	}
	for _, key := range []string{"concern", "silent", "strength"} {
		for _, row := range found[key].rows {
			add(row[0].(int64), key, row[1].(int64))
		}
	}
	return counts
}

func (facts *Facts) state(programme string, states map[string]string) cell {
	one := cell{Label: facts.Words["programme."+programme]}
	if state, takesPart := states[programme]; takesPart {
		one.Tags = []tag{{looks[state], facts.Words["city.state."+state]}}
	}
	return one
}

func (facts *Facts) number(column column, ref string, count int64, takesPart bool) cell {
	one := cell{Label: facts.Words["network.column."+column.key]}
	if !takesPart && count == 0 {
		return one
	}
	one.IsNumber, one.IsZero = true, count == 0
	one.Number = strconv.FormatInt(count, 10)
	if count > 0 {
		value := column.key
		if column.filter == "period" {
			value = "now"
		}
		if value == "silent" {
			value += "&sort=contact"
		}
		one.Path = column.list + "?" + column.filter + "=" + value + "&city=" + ref
	}
	return one
}
