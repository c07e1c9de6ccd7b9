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

// Names returns the event names that record the act: the plain ones that shops
// use, then those of the Google Analytics 4 recommended events, then those of
// the Segment e-commerce specification (version 2). An act of one's own is its
// own name.
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
		return []string{"error", "error_page", "checkout_bug", "exception"}
	case AnswerNPS:
		return []string{"nps", "nps_answer", "nps_response"}
	case AnswerCSAT:
		return []string{"csat", "csat_answer", "csat_response"}
	case AnswerCES:
		return []string{"ces", "ces_answer", "ces_response"}
	}
	return []string{string(a)}
}
