package event

// An Act is something that customers do, whatever a tool calls it: the one
// list of event names that templates tie to touchpoints and that indicators
// look for.
type Act string

// The acts of a shop and of a survey.
const (
	Visit          Act = "visit"
	SeeAd          Act = "see_ad"
	Search         Act = "search"
	BrowseList     Act = "browse_list"
	ViewProduct    Act = "view_product"
	Compare        Act = "compare"
	ReadReviews    Act = "read_reviews"
	SaveForLater   Act = "save_for_later"
	AddToCart      Act = "add_to_cart"
	RemoveFromCart Act = "remove_from_cart"
	ViewCart       Act = "view_cart"
	BeginCheckout  Act = "begin_checkout"
	AddShipping    Act = "add_shipping"
	AddPayment     Act = "add_payment"
	FailPayment    Act = "fail_payment"
	Purchase       Act = "purchase"
	Receive        Act = "receive"
	ContactSupport Act = "contact_support"
	UseAccount     Act = "use_account"
	ReturnOrder    Act = "return_order"
	WriteReview    Act = "write_review"
	Recommend      Act = "recommend"
	MeetError      Act = "meet_error"
	AnswerNPS      Act = "answer_nps"  // Value is 0 to 10
	AnswerCSAT     Act = "answer_csat" // Value is 1 to 5
	AnswerCES      Act = "answer_ces"  // Value is 1 to 7
)

// The acts that betray friction wherever they happen: signals of tools that
// watch a page, tied to no touchpoint. The definitions are those of Microsoft
// Clarity ("Semantic metrics", learn.microsoft.com/clarity); the cursor is
// Amplitude's.
const (
	RageClick       Act = "rage_click"       // many quick clicks on one spot; Hotjar and PostHog say so too
	DeadClick       Act = "dead_click"       // a click that changes nothing
	ErrorClick      Act = "error_click"      // a click after which a script fails
	QuickBack       Act = "quick_back"       // to a page and straight back; Hotjar's U-turn
	ExcessiveScroll Act = "excessive_scroll" // far more scrolling than a page takes
	ThrashCursor    Act = "thrashed_cursor"  // the pointer shaken to and fro
)

// FrictionSignals returns the acts that betray friction: clicks in rage, into
// nothing and into an error, quick ways back, excessive scrolling, a thrashed
// cursor, an error met and a payment that fails.
func FrictionSignals() []Act {
	return []Act{RageClick, DeadClick, ErrorClick, QuickBack, ExcessiveScroll, ThrashCursor, MeetError, FailPayment}
}

// Names returns the event names that record the act: the plain ones that shops
// use, then those of the Google Analytics 4 recommended events, then those of
// the Segment e-commerce specification (version 2). Signals of friction have
// besides the names that Clarity, Hotjar, PostHog, Mixpanel, Amplitude and
// Datadog give them. An act of one's own is its own name.
func (a Act) Names() []string {
	switch a {
	case Visit:
		return []string{"visit", "home", "landing", "landing_page", "session_start", "first_visit", "page_view"}
	case SeeAd:
		return []string{"ad_click", "ad_impression", "promo_page", "campaign", "view_promotion", "select_promotion", "Promotion Viewed", "Promotion Clicked"}
	case Search:
		return []string{"search", "view_search_results", "Products Searched"}
	case BrowseList:
		return []string{"catalog", "category", "filter_results", "view_item_list", "select_item", "Product List Viewed", "Product List Filtered", "Product Clicked"}
	case ViewProduct:
		return []string{"product_view", "product", "product_page", "view_item", "Product Viewed"}
	case Compare:
		return []string{"compare", "compare_products"}
	case ReadReviews:
		return []string{"reviews", "read_reviews"}
	case SaveForLater:
		return []string{"wishlist_add", "add_to_wishlist", "Product Added to Wishlist"}
	case AddToCart:
		return []string{"add_to_cart", "Product Added"}
	case RemoveFromCart:
		return []string{"remove_from_cart", "Product Removed"}
	case ViewCart:
		return []string{"cart", "view_cart", "Cart Viewed"}
	case BeginCheckout:
		return []string{"checkout", "checkout_start", "begin_checkout", "Checkout Started", "Checkout Step Viewed", "Checkout Step Completed"}
	case AddShipping:
		return []string{"shipping_details", "add_shipping_info"}
	case AddPayment:
		return []string{"payment_details", "add_payment_info", "Payment Info Entered"}
	case FailPayment:
		return []string{"payment_error", "payment_failed"}
	case Purchase:
		return []string{"purchase", "order", "order_completed", "in_app_purchase", "Order Completed"}
	case Receive:
		return []string{"delivery", "order_delivered", "delivered"}
	case ContactSupport:
		return []string{"support_chat", "support_call", "support_ticket", "contact_support"}
	case UseAccount:
		return []string{"account_page", "account", "login", "Signed In"}
	case ReturnOrder:
		return []string{"return", "refund", "Order Refunded", "Order Cancelled"}
	case WriteReview:
		return []string{"review_page", "review", "product_review", "Product Reviewed"}
	case Recommend:
		return []string{"referral", "recommend", "share", "Product Shared", "Cart Shared"}
	case MeetError:
		return []string{
			"error", "error_page", "checkout_bug", "exception", "page_not_found", "script_error", "javascript_error",
			"js_error", "app_exception", "Application Crashed", "ScriptErrorCount", "$exception",
		}
	case RageClick:
		return []string{"rage_click", "rageclick", "Rage Click", "RageClickCount", "$rageclick", "$mp_rage_click", "[Amplitude] Rage Click"}
	case DeadClick:
		return []string{"dead_click", "deadclick", "Dead Click", "DeadClickCount", "$dead_click", "$mp_dead_click", "[Amplitude] Dead Click"}
	case ErrorClick:
		return []string{"error_click", "error_tap", "Error Click", "ErrorClickCount", "[Amplitude] Error Click"}
	case QuickBack:
		return []string{"quick_back", "quickback", "u_turn", "Quick Back", "U-turn", "QuickbackClick"}
	case ExcessiveScroll:
		return []string{"excessive_scroll", "excessive_scrolling", "Excessive Scroll", "ExcessiveScroll"}
	case ThrashCursor:
		return []string{"thrashed_cursor", "Thrashed Cursor", "[Amplitude] Thrashed Cursor"}
	case AnswerNPS:
		return []string{"nps", "nps_answer", "nps_response"}
	case AnswerCSAT:
		return []string{"csat", "csat_answer", "csat_response"}
	case AnswerCES:
		return []string{"ces", "ces_answer", "ces_response"}
	}
	return []string{string(a)}
}
