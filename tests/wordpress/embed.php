<?php
/**
 * What WordPress's own code makes of an address: php embed.php WORDPRESS ADDRESS
 *
 * Runs its discovery, request, parsing and filter. Only the connection is our own, since WordPress asks no address of the
 * machine it runs on. Prints nothing where WordPress would leave the bare address.
 */

list( , $wordpress, $address ) = $argv;

const WPINC = 'wp-includes', WP_DEBUG = false;
define( 'ABSPATH', "$wordpress/" );

$parts = array(
	'plugin', 'load', 'functions', 'cache', 'formatting', 'kses', 'shortcodes', 'general-template',
	'link-template', 'http', 'class-wp-http', 'class-wp-error', 'class-wp-list-util', 'class-wp-oembed',
	'pluggable', 'embed',
);
foreach ( $parts as $part ) {
	require_once ABSPATH . WPINC . "/$part.php";
}
wp_cache_init();

// What it would read from its database.
$options = array( 'blog_charset' => 'UTF-8', 'home' => 'https://blog.example', 'siteurl' => 'https://blog.example' );
wp_cache_set( 'alloptions', $options, 'options' );

/** Asks the archive, and reads no more of its answer than WordPress would. */
function ask( $answered, $asked, $url ) {
	$context = stream_context_create( array( 'http' => array( 'ignore_errors' => true ) ) );
	$most    = $asked['limit_response_size'] ?? null;
	$body    = file_get_contents( strtok( $url, '#' ), false, $context, 0, $most );
	return array(
		'body'     => $body,
		'response' => array( 'code' => (int) explode( ' ', $http_response_header[0] )[1] ),
	);
}
add_filter( 'pre_http_request', 'ask', 10, 3 );

// As in its default-filters.php.
add_filter( 'oembed_dataparse', 'wp_filter_oembed_iframe_title_attribute', 5, 3 );
add_filter( 'oembed_dataparse', 'wp_filter_oembed_result', 10, 3 );

echo ( new WP_oEmbed() )->get_html( $address, array( 'width' => 500, 'height' => 750 ) );
