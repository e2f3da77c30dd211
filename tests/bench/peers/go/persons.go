package main

import (
	"errors"
	"regexp"
	"time"
	"unicode/utf8"

	common "liandong/clients/go/contracts/liandong/common/v1"
)

const (
	longestName    = 64
	longestAddress = 200
	longestNumber  = 32
)

var (
	divisionForm       = regexp.MustCompile(`^(\d{6}|\d{9})$`)
	countryForm        = regexp.MustCompile(`^[A-Z]{3}$`)
	ethnicGroupForm    = regexp.MustCompile(`^(0[1-9]|[1-4]\d|5[0-6]|97|98)$`)
	phoneForm          = regexp.MustCompile(`^\+?\d[\d-]{2,18}\d$`)
	identityNumberForm = regexp.MustCompile(`^\d{17}[\dX]$`)
)

var weights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

func matches(form *regexp.Regexp, text string) bool { return text == "" || form.MatchString(text) }

// checkIdentityNumber checks form, check character (GB 11643), and agreement with the birth date and the sex.
func checkIdentityNumber(person *common.Person) error {
	number := person.Document.Number
	if !identityNumberForm.MatchString(number) {
		return errors.New("document.number is not an identity number")
	}
	sum := 0
	for i, weight := range weights {
		sum += weight * int(number[i]-'0')
	}
	if "10X98765432"[sum%11] != number[17] {
		return errors.New("document.number has a wrong check character")
	}
	birth, err := time.Parse("20060102", number[6:14])
	if err != nil || birth.After(time.Now()) {
		return errors.New("document.number contains no birth date")
	}
	if person.BirthDate != "" && person.BirthDate != birth.Format(time.DateOnly) {
		return errors.New("birth_date differs from the identity number")
	}
	male := (number[16]-'0')%2 == 1
	if person.Sex == common.Sex_SEX_MALE && !male || person.Sex == common.Sex_SEX_FEMALE && male {
		return errors.New("sex differs from the identity number")
	}
	return nil
}

func checkDocument(person *common.Person) error {
	document := person.Document
	switch {
	case document == nil:
		return nil
	case document.Type == common.DocumentType_DOCUMENT_TYPE_UNSPECIFIED:
		return errors.New("document.type is required")
	case document.Number == "" || len(document.Number) > longestNumber:
		return errors.New("document.number must have 1 to 32 characters")
	case document.Type == common.DocumentType_DOCUMENT_TYPE_IDENTITY_NUMBER:
		return checkIdentityNumber(person)
	}
	return nil
}

func checkPerson(person *common.Person) error {
	if utf8.RuneCountInString(person.Name) > longestName {
		return errors.New("name is too long")
	}
	if person.BirthDate != "" {
		birth, err := time.Parse(time.DateOnly, person.BirthDate)
		if err != nil || birth.Year() < 1900 || birth.After(time.Now()) {
			return errors.New("birth_date must be an existing day up to today")
		}
	}
	switch {
	case !matches(countryForm, person.Nationality):
		return errors.New("nationality must be a code of ISO 3166-1")
	case !matches(ethnicGroupForm, person.EthnicGroup):
		return errors.New("ethnic_group must be a code of GB/T 3304")
	case !matches(divisionForm, person.Division):
		return errors.New("division must be a code of GB/T 2260")
	case utf8.RuneCountInString(person.Address) > longestAddress:
		return errors.New("address is too long")
	case !matches(phoneForm, person.Phone):
		return errors.New("phone must consist of digits")
	}
	return checkDocument(person)
}
