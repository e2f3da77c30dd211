package main

import (
	"context"
	"slices"
	"strings"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"

	contract "liandong/clients/go/contracts/liandong/contract/v1"
)

// The clauses that a report and a read may cite.
var (
	reportingClauses = []string{
		"3-1", "3-3-1-p1", "3-3-2-p1", "3-3-3", "3-3-4", "3-4-1", "3-4-2", "3-6-5", "4-6", "6-3", "6-5", "6-9",
	}
	readingClauses = []string{"3-1", "3-3-3", "6-9"}
)

// caller is the agency of the certificate, and what the call's metadata says.
type caller struct {
	agency            contract.Agency
	division          string
	purpose, operator string
	slug              string
}

func (c *caller) isPolice() bool { return c.agency == contract.Agency_AGENCY_PUBLIC_SECURITY }

func agencyOf(slug string) contract.Agency {
	return contract.Agency(contract.Agency_value["AGENCY_"+strings.ToUpper(strings.ReplaceAll(slug, "-", "_"))])
}

// identify reads spiffe://<trust domain>/agency/<agency>/division/<division>/system/<name>.
func (c *caller) identify(ctx context.Context) {
	connection, _ := peer.FromContext(ctx)
	if connection == nil {
		return
	}
	secured, isTLS := connection.AuthInfo.(credentials.TLSInfo)
	if !isTLS || len(secured.State.PeerCertificates) == 0 || len(secured.State.PeerCertificates[0].URIs) != 1 {
		return
	}
	uri := secured.State.PeerCertificates[0].URIs[0]
	words := strings.Split(uri.Path, "/")
	if uri.Scheme != "spiffe" || len(words) != 7 || words[1] != "agency" || words[3] != "division" {
		return
	}
	c.agency, c.slug, c.division = agencyOf(words[2]), words[2], words[4]
}

func first(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[0]
}

// callerOf returns the caller even with an error, for the audit.
func callerOf(ctx context.Context, clauses []string) (*caller, error) {
	given, _ := metadata.FromIncomingContext(ctx)
	c := &caller{purpose: first(given.Get("ld-purpose")), operator: first(given.Get("ld-operator"))}
	c.identify(ctx)
	switch {
	case c.agency == contract.Agency_AGENCY_UNSPECIFIED:
		return c, status.Error(codes.PermissionDenied, "the certificate names no agency")
	case c.operator == "":
		return c, status.Error(codes.InvalidArgument, "ld-operator is required")
	case !slices.Contains(clauses, c.purpose):
		return c, status.Error(codes.PermissionDenied, "ld-purpose does not permit this method")
	}
	return c, nil
}
