package main

import (
	common "liandong/clients/go/contracts/liandong/common/v1"
)

// personRow is a person as the statements exchange it with the database.
type personRow struct {
	Name           string `json:"name,omitempty"`
	Sex            int32  `json:"sex,omitempty"`
	BirthDate      string `json:"birth_date,omitempty"`
	DocumentType   int32  `json:"document_type,omitempty"`
	DocumentNumber string `json:"document_number,omitempty"`
	Nationality    string `json:"nationality,omitempty"`
	EthnicGroup    string `json:"ethnic_group,omitempty"`
	Division       string `json:"division,omitempty"`
	Address        string `json:"address,omitempty"`
	Phone          string `json:"phone,omitempty"`
}

func rowOf(person *common.Person) *personRow {
	if person == nil {
		return nil
	}
	return &personRow{
		Name: person.Name, Sex: int32(person.Sex), BirthDate: person.BirthDate,
		DocumentType: int32(person.GetDocument().GetType()), DocumentNumber: person.GetDocument().GetNumber(),
		Nationality: person.Nationality, EthnicGroup: person.EthnicGroup, Division: person.Division,
		Address: person.Address, Phone: person.Phone,
	}
}

func rowsOf(persons []*common.Person) []*personRow {
	rows := make([]*personRow, 0, len(persons))
	for _, person := range persons {
		rows = append(rows, rowOf(person))
	}
	return rows
}

func (row *personRow) person() *common.Person {
	if row == nil {
		return nil
	}
	person := &common.Person{
		Name: row.Name, Sex: common.Sex(row.Sex), BirthDate: row.BirthDate, Nationality: row.Nationality,
		EthnicGroup: row.EthnicGroup, Division: row.Division, Address: row.Address, Phone: row.Phone,
	}
	if row.DocumentType != 0 {
		person.Document = &common.Document{Type: common.DocumentType(row.DocumentType), Number: row.DocumentNumber}
	}
	return person
}
