// A busy hour of the whole country: every person asks for a page every so many seconds, one request
// in ten sends a form, on a schedule that a slow server does not slow down.
//
//	replay PLAN.json   prints what came as JSON
package main

import (
	"encoding/json"
	"fmt"
	"log"
	"math/rand"
	"os"
	"sync"
	"time"
)

// Plan is who does what; the bench writes it.
type Plan struct {
	Origin  string
	Seconds float64
	// Every is the time between two requests of one person, in seconds.
	Every  float64
	People []Person
	// Mixes gives each role the weights of its kinds of pages.
	Mixes map[string]map[string]int
}

// Person is one signed-in browser.
type Person struct {
	Role   string
	Cookie string
	// Pages are the addresses that the person may choose from, by kind.
	Pages map[string][]string
	// Forms are the addresses of forms, each with the fields that are filled in.
	Forms []Form
}

// Form is what a person fills in.
type Form struct {
	Path   string
	Fields map[string]string
}

// One request in ten sends a form that was opened by the request before it: so one in nine of the
// others opens one.
const formsAmongOthers = 9

func main() {
	text, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	plan := &Plan{}
	if err := json.Unmarshal(text, plan); err != nil {
		log.Fatal(err)
	}
	found := newResults()
	client := newClient(plan.Origin)
	begin := time.Now().Add(time.Second)
	var everybody sync.WaitGroup
	for index := range plan.People {
		everybody.Add(1)
		// The first moments of all people are spread evenly.
		first := time.Duration(plan.Every * float64(index) / float64(len(plan.People)) * 1e9)
		go func(index int) {
			defer everybody.Done()
			visit := visit{plan: plan, person: &plan.People[index], client: client, results: found,
				dice: rand.New(rand.NewSource(int64(index)))}
			visit.run(begin, first)
		}(index)
	}
	everybody.Wait()
	out, err := json.Marshal(found.summary())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(string(out))
}

// visit is one person at work; what the person does is in sequence.
type visit struct {
	plan    *Plan
	person  *Person
	client  *client
	results *results
	dice    *rand.Rand
	// opened is the form that the last request opened, to be sent by the next.
	opened *filled
}

func (visit *visit) run(begin time.Time, first time.Duration) {
	every := time.Duration(visit.plan.Every * 1e9)
	end := time.Duration(visit.plan.Seconds * 1e9)
	for moment := first; moment < end; moment += every {
		due := begin.Add(moment)
		time.Sleep(time.Until(due))
		switch {
		case visit.opened != nil:
			visit.send(due)
		case len(visit.person.Forms) > 0 && visit.dice.Intn(formsAmongOthers) == 0:
			visit.open(due)
		default:
			kind := visit.kind()
			paths := visit.person.Pages[kind]
			visit.get(visit.person.Role+" "+kind, paths[visit.dice.Intn(len(paths))], "", due)
		}
	}
}

// kind draws a kind of page by its weight, among those of which the person has any.
func (visit *visit) kind() string {
	mix, total := visit.plan.Mixes[visit.person.Role], 0
	for kind, weight := range mix {
		if len(visit.person.Pages[kind]) > 0 {
			total += weight
		}
	}
	drawn := visit.dice.Intn(total)
	for kind, weight := range mix {
		if len(visit.person.Pages[kind]) == 0 {
			continue
		}
		if drawn -= weight; drawn < 0 {
			return kind
		}
	}
	return "home"
}

// get asks for a page; the time counts from when it was due.
func (visit *visit) get(kind, path, note string, due time.Time) answer {
	got := visit.client.request("GET", path, visit.person.Cookie+note, nil)
	visit.results.add(kind, path, got, 200, time.Since(due))
	return got
}

func (visit *visit) open(due time.Time) {
	form := visit.person.Forms[visit.dice.Intn(len(visit.person.Forms))]
	got := visit.get("form opened", form.Path, "", due)
	if got.status != 200 {
		return
	}
	opened, err := fill(got.text, form.Fields)
	if err != nil {
		visit.results.fail(form.Path, err)
		return
	}
	visit.opened = opened
}

// send posts the form and follows to where it leads, as a browser does.
func (visit *visit) send(due time.Time) {
	opened := visit.opened
	visit.opened = nil
	got := visit.client.request("POST", opened.action, visit.person.Cookie, opened.values)
	visit.results.add("form sent", opened.action, got, 303, time.Since(due))
	if got.status == 303 {
		visit.get("page after a form", got.location, got.note, time.Now())
	}
}
