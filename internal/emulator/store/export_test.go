package store

import (
	"context"
	"fmt"
	"reflect"
)

// CheckTexts returns an error when the index of texts is not what reading it from the data gives.
func (s *Store) CheckTexts(ctx context.Context) error {
	var fresh textIndex
	err := s.View(ctx, func(tx *Tx) error {
		texts, err := tx.allTexts()
		fresh.take(texts)
		return err
	})
	if err != nil {
		return err
	}
	if got, want := s.texts.flat(), fresh.flat(); !reflect.DeepEqual(got, want) {
		return fmt.Errorf("the index of texts has %v, the data %v", got, want)
	}
	return nil
}

// flat returns what the index holds, by thread.
func (index *textIndex) flat() map[int64][]string {
	found := map[int64][]string{}
	for key, t := range index.threads {
		lines := []string{fmt.Sprint(t.version, t.own)}
		for _, member := range t.members {
			lines = append(lines, fmt.Sprint("member ", member))
		}
		for _, block := range t.blocks {
			for _, message := range block.messages {
				lines = append(lines, fmt.Sprint("message ", message))
			}
		}
		found[key] = lines
	}
	return found
}
