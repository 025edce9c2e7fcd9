// The smallest server that Go's standard library makes: one fixed answer to everything.
package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
	"os"
)

func main() {
	body, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("http://%s\n", listener.Addr())
	log.Fatal(http.Serve(listener, http.HandlerFunc(
		func(answer http.ResponseWriter, request *http.Request) {
			answer.Header().Set("Content-Type", "text/plain; charset=utf-8")
			answer.Write(body)
		})))
}
