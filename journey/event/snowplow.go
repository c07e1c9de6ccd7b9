package event

import (
	"io"
	"strings"
)

// SnowplowTSV returns a reader of a table with a header, for ReadCSV with
// [SnowplowCSV], where r gives a file of the enriched events of Snowplow: fields
// between tabs, without quotes and without a header. The line of an error is
// one more than that of the file.
//
// A compressed file has to be decompressed before:
//
//	log, err := event.ReadCSV(event.SnowplowTSV(event.Decompress(file, nil)), event.SnowplowCSV())
func SnowplowTSV(r io.Reader) io.Reader {
	header := strings.Join(strings.Fields(snowplowColumns), ",") + "\n"
	return io.MultiReader(strings.NewReader(header), &quoter{r: r})
}

// snowplowColumns are the 131 columns of atomic.events, in the order of the
// files (docs.snowplow.io, "Enriched stream TSV file format").
const snowplowColumns = `
app_id platform etl_tstamp collector_tstamp dvce_created_tstamp event event_id txn_id
name_tracker v_tracker v_collector v_etl
user_id user_ipaddress user_fingerprint domain_userid domain_sessionidx network_userid
geo_country geo_region geo_city geo_zipcode geo_latitude geo_longitude geo_region_name
ip_isp ip_organization ip_domain ip_netspeed
page_url page_title page_referrer
page_urlscheme page_urlhost page_urlport page_urlpath page_urlquery page_urlfragment
refr_urlscheme refr_urlhost refr_urlport refr_urlpath refr_urlquery refr_urlfragment
refr_medium refr_source refr_term
mkt_medium mkt_source mkt_term mkt_content mkt_campaign
contexts se_category se_action se_label se_property se_value unstruct_event
tr_orderid tr_affiliation tr_total tr_tax tr_shipping tr_city tr_state tr_country
ti_orderid ti_sku ti_name ti_category ti_price ti_quantity
pp_xoffset_min pp_xoffset_max pp_yoffset_min pp_yoffset_max
useragent br_name br_family br_version br_type br_renderengine br_lang
br_features_pdf br_features_flash br_features_java br_features_director br_features_quicktime
br_features_realplayer br_features_windowsmedia br_features_gears br_features_silverlight
br_cookies br_colordepth br_viewwidth br_viewheight
os_name os_family os_manufacturer os_timezone
dvce_type dvce_ismobile dvce_screenwidth dvce_screenheight doc_charset doc_width doc_height
tr_currency tr_total_base tr_tax_base tr_shipping_base ti_currency ti_price_base base_currency
geo_timezone mkt_clickid mkt_network etl_tags dvce_sent_tstamp
refr_domain_userid refr_dvce_tstamp derived_contexts domain_sessionid derived_tstamp
event_vendor event_name event_format event_version event_fingerprint true_tstamp`

// A quoter turns fields between tabs, in which quotes mean nothing, into those
// of a CSV file, all in quotes.
type quoter struct {
	r      io.Reader
	err    error  // why nothing more comes
	in     []byte // room for what is read
	made   []byte // of that
	given  int    // of made
	inLine bool
	cr     bool // a carriage return may belong to the end of the line
}

// Read gives what comes next.
func (q *quoter) Read(p []byte) (n int, err error) {
	for empty := 0; q.given == len(q.made); empty++ {
		if q.err != nil {
			return 0, q.err
		}
		if empty == 100 {
			return 0, io.ErrNoProgress
		}
		if q.in == nil {
			q.in = make([]byte, 32<<10)
		}
		n, q.err = q.r.Read(q.in)
		q.made, q.given = q.made[:0], 0
		for _, c := range q.in[:n] {
			q.take(c)
		}
		if q.err == io.EOF {
			q.end()
		}
	}
	n = copy(p, q.made[q.given:])
	q.given += n
	return n, nil
}

// take makes what becomes of a byte.
func (q *quoter) take(c byte) {
	if c == '\n' {
		q.end()
		q.made = append(q.made, c)
		return
	}
	if q.cr {
		q.begin()
		q.made = append(q.made, '\r')
	}
	if q.cr = c == '\r'; q.cr {
		return
	}
	q.begin()
	switch c {
	case '\t':
		q.made = append(q.made, `","`...)
	case '"':
		q.made = append(q.made, `""`...)
	default:
		q.made = append(q.made, c)
	}
}

// begin begins the line, unless it has begun.
func (q *quoter) begin() {
	if !q.inLine {
		q.inLine = true
		q.made = append(q.made, '"')
	}
}

// end ends the line.
func (q *quoter) end() {
	if q.inLine {
		q.made = append(q.made, '"')
	}
	q.inLine, q.cr = false, false
}
