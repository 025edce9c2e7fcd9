package main

import (
	"strconv"
	"strings"
	"time"
)

// day is a day of the calendar.
type day struct{ time.Time }

func parseDay(text string) day {
	parsed, _ := time.Parse("2006-01-02", text)
	return day{parsed}
}

func (one day) String() string { return one.Format("2006-01-02") }

// until is how many days later another day lies.
func (one day) until(other day) int { return int(other.Sub(one.Time).Hours() / 24) }

func filled(message string, values ...string) string {
	return strings.NewReplacer(values...).Replace(message)
}

func (facts *Facts) shortDay(text string) string {
	one := parseDay(text)
	month := facts.Words["month.short."+strconv.Itoa(int(one.Month()))]
	return strconv.Itoa(one.Day()) + " " + month + " " + strconv.Itoa(one.Year())
}

// passed is how long ago a day was, in the unit in which people would tell it.
func (facts *Facts) passed(one, today day) string {
	days := one.until(today)
	switch days {
	case 0:
		return facts.Words["day.today"]
	case 1:
		return facts.Words["day.yesterday"]
	}
	months := (today.Year()-one.Year())*12 + int(today.Month()) - int(one.Month())
	if today.Day() < one.Day() {
		months--
	}
	number, unit := days/7, "week"
	switch {
	case days <= 20:
		number, unit = days, "day"
	case months == 12 || months >= 24:
		number, unit = months/12, "year"
	case months >= 2:
		number, unit = months, "month"
	}
	form := "other"
	if number == 1 {
		form = "one"
	}
	span := strconv.Itoa(number) + " " + facts.Words["unit."+unit+"."+form]
	return filled(facts.Words["distance.ago"], "{span}", span)
}
