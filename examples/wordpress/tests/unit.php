<?php
/**
 * What the plugin writes, with WordPress's functions stood in for: php unit.php
 * The stand-ins escape as WordPress does for what is tried here; the whole is tried on a real WordPress.
 */

define( 'ABSPATH', __DIR__ );

$GLOBALS['hooks']    = array();
$GLOBALS['enqueued'] = array();

function add_action( $hook, $callback ) {
	$GLOBALS['hooks'][ $hook ] = $callback;
}
function add_filter( $hook, $callback ) {
	$GLOBALS['hooks'][ $hook ] = $callback;
}
function apply_filters( $hook, $value ) {
	return $value;
}
function plugins_url( $path ) {
	return "https://site.example/wp-content/plugins/article-widget/$path";
}
function esc_url( $url, $protocols ) {
	$scheme = parse_url( trim( $url ), PHP_URL_SCHEME );
	return null === $scheme || in_array( strtolower( (string) $scheme ), $protocols, true ) ? htmlspecialchars( trim( $url ), ENT_QUOTES ) : '';
}
function esc_attr( $text ) {
	return htmlspecialchars( $text, ENT_QUOTES );
}
function wp_kses_post( $html ) {
	return strip_tags( $html, '<a><p>' );
}
function wp_enqueue_script( $handle ) {
	$GLOBALS['enqueued'][] = $handle;
}
function wp_register_script( ...$arguments ) {
	$GLOBALS['script'] = $arguments;
}
function add_shortcode( $name, $callback ) {
	$GLOBALS['shortcodes'][ $name ] = $callback;
}
function register_block_type( $folder, $options ) {
	$GLOBALS['block'] = array( json_decode( file_get_contents( "$folder/block.json" ), true ), $options );
}
function get_block_wrapper_attributes() {
	return 'class="wp-block-article-widget-article"';
}

require __DIR__ . '/../article-widget/article-widget.php';

$failures = 0;
function same( $what, $expected, $found ) {
	if ( $expected !== $found ) {
		++$GLOBALS['failures'];
		echo "FAILED: $what\n  expected: ", var_export( $expected, true ), "\n  found:    ", var_export( $found, true ), "\n";
	}
}

ArticleWidget\init();
$shortcode = $GLOBALS['shortcodes']['article-widget'];

same(
	'a shortcode becomes the tag',
	'<article-widget src="https://news.example/42.json?a=1&amp;b=2" theme="dark" heading-level="3"><a href="/42">Read it</a></article-widget>',
	$shortcode( array( 'src' => 'https://news.example/42.json?a=1&b=2', 'theme' => 'dark', 'heading-level' => '3' ), '<a href="/42">Read it</a>' )
);
same( 'the page loads the script', array( 'article-widget' ), $GLOBALS['enqueued'] );

same(
	'a name without a value is there',
	'<article-widget src="/42.json" collapse="3" progress="progress"></article-widget>',
	$shortcode( array( 'src' => '/42.json', 'collapse' => '3', 0 => 'progress' ) )
);
$GLOBALS['enqueued'] = array();
same( 'a shortcode without attributes is nothing', '', $shortcode( '' ) );
same( 'an address of another scheme is none', '', $shortcode( array( 'src' => 'javascript:alert(1)' ) ) );
same( 'and a page without an article loads nothing', array(), $GLOBALS['enqueued'] );

same(
	'values cannot leave their attribute, and unknown ones are left out',
	'<article-widget src="/42.json" theme="&quot; onload=&quot;alert(1)"></article-widget>',
	$shortcode( array( 'src' => '/42.json', 'theme' => '" onload="alert(1)', 'onclick' => 'alert(1)', 'style' => 'x', 'hide' => array( 'x' ) ) )
);
same(
	'a fallback keeps to what posts may hold',
	'<article-widget src="/42.json">alert(1)</article-widget>',
	$shortcode( array( 'src' => '/42.json' ), '<script>alert(1)</script>' )
);

list( $metadata, $options ) = $GLOBALS['block'];
$render = $options['render_callback'];
same(
	'the block becomes the tag',
	'<div class="wp-block-article-widget-article"><article-widget src="/42.json" theme="sepia" heading-level="3"></article-widget></div>',
	$render( array( 'src' => '/42.json', 'headingLevel' => '3', 'theme' => 'sepia', 'hide' => '' ) )
);
same( 'a block without an address is nothing', '', $render( array( 'src' => '' ) ) );
foreach ( array_keys( $metadata['attributes'] ) as $name ) {
	$attribute = strtolower( preg_replace( '/[A-Z]/', '-$0', $name ) );
	same( "$name is an attribute of the tag", true, in_array( $attribute, ArticleWidget\ATTRIBUTES, true ) );
}

$allowed = ArticleWidget\allow_tag( array( 'p' => array() ), 'post' );
same( 'posts may hold the tag', true, $allowed['article-widget']['src'] && isset( $allowed['p'] ) );
same( 'but not its handlers', false, isset( $allowed['article-widget']['onclick'] ) );
same( 'comments may not', array(), ArticleWidget\allow_tag( array(), 'pre_comment_content' ) );

same(
	'the script is a module',
	'<script type="module" src="https://site.example/entry.js" id="article-widget-js"></script>',
	ArticleWidget\as_module( '<script type=\'text/javascript\' src="https://site.example/entry.js" id="article-widget-js"></script>', 'article-widget' )
);
same( 'others stay as they are', '<script src="x"></script>', ArticleWidget\as_module( '<script src="x"></script>', 'jquery' ) );
same( 'its address has no version', null, $GLOBALS['script'][3] );

ArticleWidget\notice_tag( '<p>no article</p>' );
same( 'a post without the tag loads nothing', array( 'article-widget', 'article-widget' ), array_slice( $GLOBALS['enqueued'], 0, 2 ) );
$before = count( $GLOBALS['enqueued'] );
ArticleWidget\notice_tag( '<article-widget src="/42.json"></article-widget>' );
same( 'a post with the tag loads the script', $before + 1, count( $GLOBALS['enqueued'] ) );

echo 0 === $failures ? "The plugin writes what it should.\n" : "$failures failures\n";
exit( 0 === $failures ? 0 : 1 );
