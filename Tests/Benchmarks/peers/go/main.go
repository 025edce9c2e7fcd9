// The same site in Go's standard library, as far as the benchmark compares it: a fixed answer, files,
// and two pages from the same database with html/template.
//
//	go-peer FACTS.json
package main

import (
	"bytes"
	"database/sql"
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
	"strconv"
)

func main() {
	facts, err := readFacts(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	mux := http.NewServeMux()
	livez := []byte(facts.Livez)
	mux.HandleFunc("/livez", func(answer http.ResponseWriter, _ *http.Request) {
		answer.Header().Set("Content-Type", "text/plain; charset=utf-8")
		answer.Write(livez)
	})
	mux.Handle("/assets/", http.FileServer(http.Dir(facts.Files)))
	if len(facts.Pages) > 0 {
		site, err := newSite(facts)
		if err != nil {
			log.Fatal(err)
		}
		mux.Handle("/", site)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("http://%s\n", listener.Addr())
	log.Fatal(http.Serve(listener, mux))
}

// site answers the recorded pages.
type site struct {
	facts *Facts
	pages map[string]*Page
	pool  chan *connection
}

func newSite(facts *Facts) (*site, error) {
	site := &site{facts: facts, pages: map[string]*Page{}, pool: make(chan *connection, readers)}
	for index := range facts.Pages {
		site.pages[facts.Pages[index].Path] = &facts.Pages[index]
	}
	database, err := sql.Open("sqlite3", "file:"+facts.Database+"?mode=rw&_query_only=true&_busy_timeout=5000")
	if err != nil {
		return nil, err
	}
	database.SetMaxOpenConns(readers)
	for number := 0; number < readers; number++ {
		connection, err := newConnection(database, facts)
		if err != nil {
			return nil, err
		}
		site.pool <- connection
	}
	return site, nil
}

func (site *site) ServeHTTP(answer http.ResponseWriter, request *http.Request) {
	page := site.pages[request.URL.RequestURI()]
	if page == nil {
		http.NotFound(answer, request)
		return
	}
	cookie, err := request.Cookie("__Host-session")
	if err != nil {
		http.Error(answer, "sign in", http.StatusUnauthorized)
		return
	}
	found, err := site.read(page, cookie.Value)
	if err != nil {
		http.Error(answer, err.Error(), http.StatusInternalServerError)
		return
	}
	if len(found["session"].rows) == 0 || site.facts.frame(found["grants"]) == nil {
		http.Error(answer, "sign in", http.StatusUnauthorized)
		return
	}
	out := bytes.NewBuffer(make([]byte, 0, len(page.Before)+len(page.After)+98304))
	out.WriteString(page.Before)
	if err := site.facts.render(out, page, found); err != nil {
		http.Error(answer, err.Error(), http.StatusInternalServerError)
		return
	}
	out.WriteString(page.After)
	answer.Header().Set("Content-Type", "text/html; charset=utf-8")
	answer.Header().Set("Content-Length", strconv.Itoa(out.Len()))
	answer.Write(out.Bytes())
}

func (site *site) read(page *Page, token string) (map[string]result, error) {
	connection := <-site.pool
	defer func() { site.pool <- connection }()
	return connection.read(page, token)
}
