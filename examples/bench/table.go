package main

import (
	"encoding/csv"
	"fmt"
	"io"
)

// eachRow calls do with the cells of each row of a CSV file but the header.
func eachRow(r io.Reader, do func(cells []string)) error {
	rows, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return err
	}
	if len(rows) < 2 || len(rows[0]) < 3 {
		return fmt.Errorf("want a header of three columns and rows, got %d rows", len(rows))
	}
	for _, cells := range rows[1:] {
		do(cells)
	}
	return nil
}
