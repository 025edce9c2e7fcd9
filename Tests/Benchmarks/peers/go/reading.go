package main

import (
	"context"
	"crypto/sha256"
	"database/sql"

	_ "github.com/mattn/go-sqlite3"
)

// As many connections as Coalitie has workers.
const readers = 4

// connection belongs to one request at a time, with its statements prepared once.
type connection struct {
	facts      *Facts
	conn       *sql.Conn
	begin, end *sql.Stmt
	statements []*sql.Stmt
}

// result is what one statement gave.
type result struct {
	rows [][]interface{}
}

func newConnection(database *sql.DB, facts *Facts) (*connection, error) {
	background := context.Background()
	conn, err := database.Conn(background)
	if err != nil {
		return nil, err
	}
	for _, pragma := range []string{"PRAGMA temp_store = MEMORY", "PRAGMA mmap_size = 17179869184"} {
		if _, err := conn.ExecContext(background, pragma); err != nil {
			return nil, err
		}
	}
	connection := &connection{facts: facts, conn: conn}
	for _, statement := range facts.Statements {
		prepared, err := conn.PrepareContext(background, statement.SQL)
		if err != nil {
			return nil, err
		}
		connection.statements = append(connection.statements, prepared)
	}
	if connection.begin, err = conn.PrepareContext(background, "BEGIN"); err != nil {
		return nil, err
	}
	connection.end, err = conn.PrepareContext(background, "COMMIT")
	return connection, err
}

// read runs what the page runs, in one snapshot.
func (connection *connection) read(page *Page, token string) (map[string]result, error) {
	hash := sha256.Sum256([]byte(token))
	if _, err := connection.begin.Exec(); err != nil {
		return nil, err
	}
	defer connection.end.Exec()
	found := map[string]result{}
	for index := range page.Runs {
		run := &page.Runs[index]
		rows, err := connection.run(run, hash[:])
		if err != nil {
			return nil, err
		}
		if role := connection.facts.Statements[run.Statement].Role; role != "" {
			found[role] = result{rows}
		}
	}
	return found, nil
}

func (connection *connection) run(run *Run, hash []byte) ([][]interface{}, error) {
	statement := &connection.facts.Statements[run.Statement]
	parameters := run.Parameters
	for index, value := range parameters {
		if _, isToken := value.(map[string]interface{}); isToken {
			parameters = append([]interface{}{}, parameters...)
			parameters[index] = hash
		}
	}
	rows, err := connection.statements[run.Statement].Query(parameters...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found [][]interface{}
	places := make([]interface{}, len(statement.Columns))
	for rows.Next() {
		row := make([]interface{}, len(statement.Columns))
		for index := range row {
			places[index] = &row[index]
		}
		if err := rows.Scan(places...); err != nil {
			return nil, err
		}
		found = append(found, row)
	}
	return found, rows.Err()
}
