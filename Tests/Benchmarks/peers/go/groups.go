package main

import (
	"fmt"
	"html/template"
	"strconv"
)

const (
	pageRows    = 50
	mostCounted = 1000
	soonDays    = 30
)

// list is all that the template of the list of groups shows.
type list struct {
	Csrf, Path, Person, Printed, Title, Count string

	Place      Place
	Navigation []Entry
	Filter     filter
	Table      table
}

type table struct {
	Caption string
	Headers []header
	Rows    []groupRow
	Paging  *paging
}

type header struct {
	Text, SortPath, Sorted string
	IsHidden               bool
}

type groupRow struct {
	Path, Name string
	Picture    template.HTML
	Cells      []groupCell
}

type groupCell struct {
	Label, Look, Text, Words string
	HasTags                  bool
	Tags                     []tag
	Picture                  template.HTML
}

type paging struct{ Previous, Range, Next string }

var groupLooks = map[string]string{
	"active": "ok", "matched": "ok half", "ready": "info", "interest": "info open",
	"forming": "info open", "preparing": "info half", "paused": "mutec still",
	"stopped": "mutec still", "completed": "mutec",
}

func (facts *Facts) groups(page *Page, found map[string]result) list {
	address, words := newAddress(page.Path), facts.Words
	frame, today := facts.frame(found["grants"]), parseDay(facts.Today)
	cities := facts.records("scope", found)
	count := counted(found["count"].rows[0][0].(int64))
	return list{
		Csrf: newToken(), Path: page.Path, Title: words["nav.groups"], Count: count,
		Person: facts.records("session", found)[0].text("name"),
		Printed: fmt.Sprintf("%s, %d %s %d", frame.Place.Name, today.Day(),
			words["month."+strconv.Itoa(int(today.Month()))], today.Year()),
		Place: frame.Place, Navigation: frame.Navigation, Filter: facts.filter(address, cities),
		Table: table{
			Caption: words["group.table.caption"], Headers: facts.headers(address),
			Rows:   facts.rows(found, cities, today),
			Paging: facts.paging(found, address, count),
		},
	}
}

func counted(number int64) string {
	if number > mostCounted {
		return "1.000+"
	}
	return strconv.FormatInt(number, 10)
}

func (facts *Facts) headers(address *address) []header {
	words, isDown := facts.Words, address.asked["order"] == "desc"
	sort := address.asked["sort"]
	if sort == "" {
		sort = "name"
	}
	sortable := func(key, name string) header {
		order, way := "", ""
		if sort == name && !isDown {
			order, way = "desc", "ascending"
		} else if sort == name {
			way = "descending"
		}
		return header{Text: words[key], Sorted: way,
			SortPath: address.changed(change{"sort", name}, change{"order", order})}
	}
	return []header{
		sortable("group.column.group", "name"), {Text: words["field.city"]},
		{Text: words["group.column.family"]}, {Text: words["column.state"]},
		sortable("group.column.contact", "contact"),
		{Text: words["group.column.months"], IsHidden: true}, {Text: words["column.flags"]},
	}
}

func (facts *Facts) rows(found map[string]result, cities []record, today day) []groupRow {
	names := make(map[int64]string, len(cities))
	for _, city := range cities {
		names[city.number("id")] = city.text("name_nl")
	}
	families := map[int64]string{}
	for _, family := range facts.records("families", found) {
		if _, isKnown := families[family.number("group_id")]; !isKnown {
			families[family.number("group_id")] = family.text("code_nl")
		}
	}
	logged := map[int64]bool{}
	for _, row := range found["months"].rows {
		logged[row[0].(int64)] = true
	}
	groups := facts.records("groups", found)
	rows := make([]groupRow, 0, pageRows)
	for _, group := range groups[:atMost(pageRows, len(groups))] {
		id := group.number("id")
		rows = append(rows, facts.row(
			group, names[group.number("city_id")], families[id], logged[id], today))
	}
	return rows
}

func (facts *Facts) row(group record, city, family string, isLogged bool, today day) groupRow {
	words, pictures, state := facts.Words, facts.Pictures[group.text("ref")], group.text("state")
	tags := facts.flags(group, today)
	ofState, ofFlags := "t", ""
	if len(tags) > 0 {
		ofState, ofFlags = "", "t"
	}
	months := groupCell{}
	if isLogged {
		months = groupCell{Look: "hide", Picture: pictures.Bars}
	}
	contact := groupCell{Label: words["list.contact"], Look: "d nowrap"}
	if day := group.text("last_contact_on"); day != "" {
		contact.Words = facts.passed(parseDay(day), today)
	}
	return groupRow{
		Path: "/groups/" + group.text("ref"), Name: group.text("name"), Picture: pictures.Ring,
		Cells: []groupCell{
			{Look: "f", Text: city}, {Label: words["group.column.family"], Text: family},
			{Look: ofState, HasTags: true,
				Tags: []tag{{groupLooks[state], words["group.state."+state]}}},
			contact, months, {Look: ofFlags, HasTags: len(tags) > 0, Tags: tags},
		},
	}
}

// flags are what calls most, how many more do, and how long a pause lasts.
func (facts *Facts) flags(group record, today day) []tag {
	words, state, now := facts.Words, group.text("state"), today.String()
	var tags []tag
	add := func(look, key string, values ...string) {
		tags = append(tags, tag{look, filled(words[key], values...)})
	}
	members, minimum := group.number("member_count"), group.number("minimum_count")
	if group.number("concern_count") > 0 {
		add("bad diamond", "group.flag.concern")
	}
	if since := group.text("silent_on"); since != "" && since <= now {
		add("bad diamond", "group.flag.silent")
	}
	if members < minimum && (state == "active" || state == "matched") {
		key := "group.of"
		if state == "active" {
			key = "group.strength"
		}
		add("warn diamond", key, "{count}", strconv.FormatInt(members, 10),
			"{minimum}", strconv.FormatInt(minimum, 10))
	}
	if ends := group.text("clearance_until_on"); ends != "" && state != "completed" && state != "stopped" {
		if ends <= now {
			add("bad diamond", "group.flag.clearance_over")
		} else if today.until(parseDay(ends)) <= soonDays {
			add("warn half", "group.flag.clearance")
		}
	}
	more := len(tags) - 1
	tags = tags[:atMost(1, len(tags))]
	if more > 0 {
		add("plain", "group.flag.more", "{count}", strconv.Itoa(more))
	}
	if until := group.text("paused_until_on"); state == "paused" && until != "" {
		if until <= now {
			add("mutec open", "group.flag.pause_over")
		} else {
			add("mutec open", "group.flag.paused_until", "{day}", facts.shortDay(until))
		}
	}
	return tags
}

// paging is the way to the other pages, forwards as far as the benchmark asks for; nil where there are
// none.
func (facts *Facts) paging(found map[string]result, address *address, count string) *paging {
	groups := facts.records("groups", found)
	shown := groups[:atMost(pageRows, len(groups))]
	_, isLater := address.asked["after"]
	isMore := len(groups) > pageRows
	if !isLater && !isMore {
		return nil
	}
	var way paging
	before := int64(0)
	if isLater {
		before = found["before"].rows[0][0].(int64)
		way.Previous = address.changed(change{"before", shown[0].text("ref")})
	}
	if isMore {
		way.Next = address.changed(change{"after", shown[len(shown)-1].text("ref")})
	}
	if before <= mostCounted {
		way.Range = filled(facts.Words["list.range"], "{first}", strconv.FormatInt(before+1, 10),
			"{last}", strconv.FormatInt(before+int64(len(shown)), 10), "{all}", count)
	}
	return &way
}
